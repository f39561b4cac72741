import type { Distribution } from "../distributions/distribution.ts"
import { sameDistribution } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { checkEvaluateOptions, completeTrials, targetValue } from "./complete-trials.ts"
import type { EvaluateOptions, ImportanceEvaluator, StudyTrials } from "./evaluator.ts"
import { paramGrid } from "./ped-anova/grid-counts.ts"
import { choiceDensity, gridDensity } from "./ped-anova/scott-density.ts"
import { bestByRank, lowest } from "./ped-anova/top-trials.ts"
import { sortedImportances } from "./sorted-importances.ts"

/** Options of {@link PedAnovaImportanceEvaluator}. */
export interface PedAnovaOptions {
  /** The share of best trials that importance is about: above 0 and below `regionQuantile`. By default 0.1. */
  readonly targetQuantile?: number | undefined
  /** The share of best trials that these are compared with, at most 1: all. By default 1. */
  readonly regionQuantile?: number | undefined
  /** Whether they are compared with how the trials are spread, or else with an even spread over each range. By default true. */
  readonly evaluateOnLocal?: boolean | undefined
}

const N_STEPS = 50
const FEWEST_IN_REGIME = 2

/**
 * PED-ANOVA: a parameter is important if its values among the best trials are spread unlike those of all (Watanabe, Bansal &
 * Hutter 2023). Parameters that some trials lack, or whose range changes, are compared within each range apart. With several
 * objectives and no `target` the best are by non-domination, then hypervolume. A `target` is better the lower it is. Trials
 * with infinite values do not count; with one trial or less all importances are 0. Equal to Optuna 5.0.0.
 */
export class PedAnovaImportanceEvaluator implements ImportanceEvaluator {
  readonly #targetQuantile: number
  readonly #regionQuantile: number
  readonly #onLocal: boolean

  /** @throws INVALID_ARGUMENT unless 0 < targetQuantile < regionQuantile <= 1 */
  constructor({ targetQuantile = 0.1, regionQuantile = 1, evaluateOnLocal = true }: PedAnovaOptions = {}) {
    const areNumbers = typeof targetQuantile === "number" && typeof regionQuantile === "number"
    if (!(areNumbers && 0 < targetQuantile && targetQuantile < regionQuantile && regionQuantile <= 1)) {
      const got = `${describe(targetQuantile)} and ${describe(regionQuantile)}`
      const message = `targetQuantile must be above 0 and below regionQuantile, which is at most 1, got ${got}`
      throw new ParzenError("INVALID_ARGUMENT", message)
    }
    if (typeof evaluateOnLocal !== "boolean") {
      throw new ParzenError("INVALID_ARGUMENT", `evaluateOnLocal takes true or false, got ${describe(evaluateOnLocal)}`)
    }
    if (regionQuantile !== 1 && !evaluateOnLocal) {
      warn("PedAnovaImportanceEvaluator: regionQuantile means nothing if evaluateOnLocal is false")
    }
    this.#targetQuantile = targetQuantile
    this.#regionQuantile = regionQuantile
    this.#onLocal = evaluateOnLocal
  }

  /** By default all parameters of complete trials. @throws INVALID_ARGUMENT, PARAM_NOT_FOUND */
  evaluate(study: StudyTrials, options: EvaluateOptions = {}): Record<string, number> {
    const complete = completeTrials(study)
    checkEvaluateOptions(options)
    const names = namesOf(complete, options.params)
    const { trials, losses, width } = finiteTrials(complete, study, options.target)
    if (trials.length <= 1) {
      warn(`PedAnovaImportanceEvaluator: ${trials.length} trials are too few, all importances are equal`)
      return Object.fromEntries(names.map((name) => [name, 0]))
    }
    if (options.target !== undefined) {
      warn("PedAnovaImportanceEvaluator takes a lower target for better: change its sign if a higher one is")
    }
    const isTop = select(losses, width, this.#targetQuantile)
    const isRegion = this.#regionQuantile === 1 ? undefined : select(losses, width, this.#regionQuantile)
    const region = trials.filter((_, i) => isRegion === undefined || isRegion[i] === 1)
    const top = isTop.filter((_, i) => isRegion === undefined || isRegion[i] === 1)
    const nTop = top.reduce((sum, mark) => sum + mark, 0)
    if (nTop === region.length) {
      warn("PedAnovaImportanceEvaluator: the best trials are all there are to compare with, all importances are equal")
    }
    const quantile = nTop / region.length
    const importances = names.map((name) => this.#divergence(name, region, top, nTop) * quantile * quantile)
    return sortedImportances(names, importances)
  }

  /** The sum over the regimes of `name` of how far its best values are from all (Kaito et al. 2026, Theorem 4.2). */
  #divergence(name: string, region: readonly FrozenTrial[], top: Uint8Array, nTop: number): number {
    const regimes = regimesOf(name, region)
    let sum = 0
    let nSmall = 0
    for (const { distribution, rows } of regimes) {
      if (rows.length < FEWEST_IN_REGIME) {
        nSmall++
        continue
      }
      const nTopHere = rows.reduce((count, row) => count + (top[row] as number), 0)
      if (distribution === undefined || distribution.single() || nTopHere === 0) continue
      const topShare = nTopHere / nTop
      const share = rows.length / region.length
      sum += ((topShare * topShare) / share) * this.#pearson(name, distribution, region, rows, top)
    }
    if (nSmall > 0) {
      warn(`PedAnovaImportanceEvaluator: '${name}' has ranges with less than ${FEWEST_IN_REGIME} trials, left aside`)
    }
    return sum
  }

  /** Pearson's divergence between the densities of the best and of all values, over a grid. */
  #pearson(
    name: string,
    distribution: Distribution,
    region: readonly FrozenTrial[],
    rows: readonly number[],
    top: Uint8Array,
  ): number {
    const { nCells, cell } = paramGrid(distribution, N_STEPS)
    const countsTop = new Float64Array(nCells)
    const counts = new Float64Array(nCells)
    for (const row of rows) {
      const k = cell((region[row] as FrozenTrial).params[name] ?? null)
      counts[k] = (counts[k] as number) + 1
      countsTop[k] = (countsTop[k] as number) + (top[row] as number)
    }
    const density = distribution.kind === "categorical" ? choiceDensity : gridDensity
    const best = density(countsTop)
    const all = this.#onLocal ? density(counts) : new Float64Array(nCells).fill(1 / nCells)
    return all.reduce((sum, share, k) => sum + share * ((best[k] as number) / share - 1) ** 2, 0)
  }
}

function namesOf(complete: readonly FrozenTrial[], params: readonly string[] | undefined): string[] {
  const all = new Set(complete.flatMap(({ distributions }) => Object.keys(distributions)))
  if (params === undefined) return [...all]
  const missing = params.filter((name) => !all.has(name))
  if (missing.length > 0) {
    throw new ParzenError("PARAM_NOT_FOUND", `params: no complete trial has '${missing.join("', '")}'`)
  }
  return [...new Set(params)]
}

/** The trials that count, and what is to be minimised: `width` numbers for each. */
function finiteTrials(
  complete: readonly FrozenTrial[],
  { directions }: StudyTrials,
  target: EvaluateOptions["target"],
): { trials: FrozenTrial[]; losses: Float64Array; width: number } {
  const rows: number[][] = []
  const signs = target === undefined ? directions.map((direction) => (direction === "maximize" ? -1 : 1)) : [1]
  const trials = complete.filter((trial) => {
    const values = target === undefined ? (trial.values ?? []) : [targetValue(target, trial)]
    const isFinite = values.every((value) => Number.isFinite(value))
    if (isFinite) rows.push(signs.map((sign, k) => sign * (values[k] as number)))
    return isFinite
  })
  return { trials, losses: Float64Array.from(rows.flat()), width: signs.length }
}

function select(losses: Float64Array, width: number, q: number): Uint8Array {
  return width === 1 ? lowest(losses, q) : bestByRank(losses, width, q)
}

/** The trials that drew a parameter from one range, or that do not have it. */
interface Regime {
  readonly distribution: Distribution | undefined
  readonly rows: number[]
}

function regimesOf(name: string, trials: readonly FrozenTrial[]): Iterable<Regime> {
  const regimes: Regime[] = []
  const byRange = new Map<string, Regime[]>()
  let last: Regime | undefined
  trials.forEach(({ distributions }, row) => {
    const distribution = distributions[name]
    if (last === undefined || !isSame(last.distribution, distribution)) {
      const range = rangeText(distribution)
      const known = byRange.get(range) ?? []
      last = known.find((regime) => isSame(regime.distribution, distribution))
      if (last === undefined) {
        last = { distribution, rows: [] }
        regimes.push(last)
        byRange.set(range, [...known, last])
      }
    }
    last.rows.push(row)
  })
  return regimes
}

/** Of equal distributions the same, of different ones mostly not. */
function rangeText(distribution: Distribution | undefined): string {
  if (distribution === undefined) return ""
  return distribution.kind === "categorical"
    ? `${distribution.choices.length}`
    : `${distribution.kind} ${distribution.low} ${distribution.high}`
}

function isSame(a: Distribution | undefined, b: Distribution | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameDistribution(a, b))
}
