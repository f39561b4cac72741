import type { TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { Data, Label, Scorer, SingleScoring } from "@parzen/model-selection"
import { checkCv, crossValScore, getScorer } from "@parzen/model-selection"
import { checkClasses, checkRows, checkTargets } from "./check-data.ts"
import { mean } from "./mean.ts"
import { outOfBagEstimator } from "./out-of-bag-estimator.ts"
import { checkParams } from "./params.ts"
import { RandomForestClassifier } from "./random-forest-classifier.ts"
import type { RandomForestObjectiveOptions } from "./random-forest-objective-options.ts"
import { RandomForestRegressor } from "./random-forest-regressor.ts"
import { objectiveSpace } from "./random-forest-space.ts"
import { suggester } from "./suggester.ts"
import type { Task } from "./task.ts"
import { checkTask } from "./task.ts"

type AnyForest = RandomForestClassifier | RandomForestRegressor
type AnyOptions = RandomForestObjectiveOptions<Label, Task>

/**
 * An objective to maximise: the mean cross-validated score of a forest with the parameters that the trial suggests. After each
 * fold but the last the pruner is asked, and `TrialPruned` thrown if it says so. With `oobScore` the out-of-bag score of one
 * forest. With `task: "regression"` the scores are R² by default; errors go by scorers whose names begin with `neg_`.
 * @throws at once: INVALID_DATA for wrong X or y, and what `cv` refuses; INVALID_ARGUMENT for unknown or wrong parameters;
 * UNKNOWN_SCORER
 */
export function randomForestObjective(
  X: Data,
  y: ArrayLike<number>,
  options: RandomForestObjectiveOptions<number, "regression"> & { readonly task: "regression" },
): (trial: TrialLike) => Promise<number>
export function randomForestObjective<Y extends Label>(
  X: Data,
  y: ArrayLike<Y>,
  options?: RandomForestObjectiveOptions<Y>,
): (trial: TrialLike) => Promise<number>
export function randomForestObjective(
  X: Data,
  y: ArrayLike<Label>,
  options: object = {},
): (trial: TrialLike) => Promise<number> {
  const { task = "classification", params = {}, seed = 42, oobScore = false, space, scoring }: AnyOptions = options
  checkNames(options)
  checkTask(task)
  const rows = checkRows(X, y)
  if (task === "regression") checkTargets(y)
  else checkClasses(y)
  if (Object.hasOwn(params, "oobScore"))
    throw new ParzenError("INVALID_ARGUMENT", "'oobScore': is an option of the objective, not of params")
  const fixed = oobScore ? { ...params, oobScore } : params
  const seedOf = typeof seed === "function" ? seed : (_trial: number, fold: number) => (seed + fold) % 2 ** 32
  checkParams(task, { ...fixed, seed: seedOf(0, 0) })
  const suggest =
    typeof space === "function" ? space : suggester(task, space ?? objectiveSpace(task, fixed, oobScore), fixed)
  const score = (oobScore ? byOutOfBag : byFolds)(rows, y, { ...options, task, scoring: scorerOf(task, scoring) })
  return async (trial) => {
    const suggested = suggest(trial)
    return score(trial, (fold) => createForest(task, { ...fixed, ...suggested, seed: seedOf(trial.number, fold) }))
  }
}

const OPTIONS: readonly string[] = [
  "task",
  "cv",
  "groups",
  "space",
  "params",
  "scoring",
  "seed",
  "report",
  "oobScore",
] satisfies (keyof AnyOptions)[]

function checkNames(options: object): void {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name))
  if (unknown === undefined) return
  throw new ParzenError("INVALID_ARGUMENT", `'${unknown}': is none of the options ${OPTIONS.join(", ")}`)
}

type ScoreForest = (trial: TrialLike, forest: (fold: number) => AnyForest) => Promise<number>
type ScoringOptions = AnyOptions & { readonly task: Task; readonly scoring: Scorer }

/** @throws INVALID_DATA for groups of another length; INVALID_ARGUMENT; what `cv` refuses */
function byFolds(X: number[][], y: ArrayLike<Label>, options: ScoringOptions): ScoreForest {
  const { task, cv, groups, scoring, report } = options
  if (groups !== undefined && groups.length !== y.length)
    throw new ParzenError("INVALID_DATA", `X has ${y.length} rows and groups has ${groups.length}`)
  if (report !== undefined && report !== "mean" && report !== "fold")
    throw new ParzenError("INVALID_ARGUMENT", `report: takes 'mean' or 'fold', got ${describe(report)}`)
  const splits = Array.from(checkCv(cv, y, { classifier: task === "classification" }).split(X, y, groups))
  return async (trial, forest) =>
    mean(await crossValScore<Data, Label>(forest, X, y, { cv: splits, scoring, trial, report, errorScore: "raise" }))
}

/** @throws INVALID_ARGUMENT for options of cross-validation */
function byOutOfBag(X: number[][], y: ArrayLike<Label>, options: ScoringOptions): ScoreForest {
  for (const name of ["cv", "groups", "report"] as const) {
    if (options[name] === undefined) continue
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': has no use with oobScore, which grows one forest on all rows`)
  }
  return async (_trial, forest) => options.scoring(outOfBagEstimator(forest(0).fit(X, y as never)), X, y)
}

function createForest(task: Task, params: object): AnyForest {
  return task === "regression" ? new RandomForestRegressor(params) : new RandomForestClassifier(params)
}

function scorerOf(task: Task, scoring: SingleScoring<Data, Label> | undefined): Scorer {
  return getScorer(scoring ?? (task === "regression" ? "r2" : "accuracy"))
}
