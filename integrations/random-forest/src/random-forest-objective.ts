import type { Distribution, TrialLike } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { CV, Data, FoldReport, Label, SingleScoring } from "@parzen/model-selection"
import { checkCv, crossValScore, encodeClasses, toRows } from "@parzen/model-selection"
import type { RandomForestParams } from "./params.ts"
import { checkParams } from "./params.ts"
import { RandomForestClassifier } from "./random-forest-classifier.ts"
import type { RandomForestSpace } from "./random-forest-space.ts"
import { randomForestSpace } from "./random-forest-space.ts"

/** Options of {@link randomForestObjective}. */
export interface RandomForestObjectiveOptions<Y extends Label = Label> {
  /** How to split; a number of folds, a splitter, or the splits. By default 5 stratified folds. Made once: all trials see the same. */
  readonly cv?: CV | undefined
  /** The group of each row, for splitters that keep groups together. */
  readonly groups?: ArrayLike<Label> | undefined
  /** What to search, or a function that asks the trial by itself. By default `randomForestSpace()`. */
  readonly space?: RandomForestSpace | ((trial: TrialLike) => RandomForestParams) | undefined
  /** Parameters that stay as they are. */
  readonly params?: Omit<RandomForestParams, "seed"> | undefined
  /** What to maximise; by default accuracy. */
  readonly scoring?: SingleScoring<Data, Y> | undefined
  /**
   * Fold k grows its forest from `seed + k`, by default from 42 on: the same in every trial, so that trials differ by their
   * parameters alone. Or a function that gives the seed of a trial's fold.
   */
  readonly seed?: number | ((trial: number, fold: number) => number) | undefined
  /** What each fold reports to the trial: the mean of the scores so far (the default), or its own score. */
  readonly report?: FoldReport | undefined
}

/**
 * An objective to maximise: the mean cross-validated score of a forest with the parameters that the trial suggests. After each
 * fold but the last the pruner is asked, and `TrialPruned` thrown if it says so.
 * @throws at once: INVALID_DATA for wrong X or y, and what `cv` refuses; INVALID_ARGUMENT for unknown or wrong parameters
 */
export function randomForestObjective<Y extends Label>(
  X: Data,
  y: ArrayLike<Y>,
  options: RandomForestObjectiveOptions<Y> = {},
): (trial: TrialLike) => Promise<number> {
  const { params = {}, scoring = "accuracy", report, seed = 42 } = options
  const rows = toRows(X)
  if (rows.length !== y.length) throw new ParzenError("INVALID_DATA", `X has ${rows.length} rows and y has ${y.length}`)
  encodeClasses(y)
  const splits = Array.from(checkCv(options.cv, y, { classifier: true }).split(rows, y, options.groups))
  const suggest = suggesterOf(options.space ?? randomForestSpace(), params)
  const seedOf = typeof seed === "function" ? seed : (_trial: number, fold: number) => (seed + fold) % 2 ** 32
  checkParams({ ...params, seed: seedOf(0, 0) })
  return async (trial) => {
    const suggested = suggest(trial)
    const forest = (fold: number): RandomForestClassifier<Y> =>
      new RandomForestClassifier({ ...params, ...suggested, seed: seedOf(trial.number, fold) })
    const scores = await crossValScore<Data, Y>(forest, rows, y, {
      cv: splits,
      scoring,
      trial,
      report,
      errorScore: "raise",
    })
    return scores.reduce((sum, score) => sum + score, 0) / scores.length
  }
}

function suggesterOf(
  space: RandomForestSpace | ((trial: TrialLike) => RandomForestParams),
  fixed: RandomForestParams,
): (trial: TrialLike) => RandomForestParams {
  if (typeof space === "function") return space
  const searched: Record<string, Distribution> = {}
  for (const [name, distribution] of Object.entries(space)) {
    if (distribution === undefined) continue
    checkEnds(name, distribution, fixed)
    searched[name] = distribution
  }
  return (trial) => trial.suggest(searched) as RandomForestParams
}

/** Checks that a forest takes every choice, or both ends, of `distribution`. @throws INVALID_ARGUMENT */
function checkEnds(name: string, distribution: Distribution, fixed: RandomForestParams): void {
  if (name === "seed")
    throw new ParzenError("INVALID_ARGUMENT", "'seed': luck is not searched; the option seed gives each fold its own")
  if (Object.hasOwn(fixed, name))
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': is in space and in params, it can be in one only`)
  const ends = distribution.kind === "categorical" ? distribution.choices : [distribution.low, distribution.high]
  for (const end of ends) checkParams({ [name]: end })
}
