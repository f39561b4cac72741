import { log, ParzenError } from "@parzen/core"
import type { Data, Estimator } from "@parzen/model-selection"
import { BaseSearchCV } from "../base-search-cv.ts"
import type { Candidate } from "../candidate.ts"
import { checkParams } from "../check-params.ts"
import type { CVResults } from "../cv-results.ts"
import type { SearchSession } from "../search-session.ts"
import { argsort } from "./argsort.ts"
import type { CheckedHalvingOptions, HalvingOptions } from "./halving-options.ts"
import { checkHalvingOptions, ROWS } from "./halving-options.ts"
import type { Resources, Schedule } from "./halving-schedule.ts"
import { resourcesOf, scheduleOf } from "./halving-schedule.ts"
import { subsample } from "./subsample.ts"

/** What a halving search tells of its iterations. */
export interface Halving {
  /** For each iteration what a candidate used. */
  readonly nResources: readonly number[]
  /** For each iteration how many candidates there were. */
  readonly nCandidates: readonly number[]
  /** How many candidates would have gone on after the last iteration. */
  readonly nRemainingCandidates: number
  readonly minResources: number
  readonly maxResources: number
  readonly nIterations: number
  readonly nPossibleIterations: number
  readonly nRequiredIterations: number
}

/**
 * What the halving searches share: many candidates on few resources, then the best of them on more (Karnin et al. 2013). The best
 * candidate is one of the last iteration.
 */
export abstract class BaseHalvingSearchCV<X extends Data, Y> extends BaseSearchCV<X, Y, Halving> {
  protected readonly halvingOptions: CheckedHalvingOptions

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(estimator: Estimator<X, Y>, options: HalvingOptions<X, Y>, defaultMin: "smallest" | "exhaust") {
    super(estimator, { returnTrainScore: true, ...options })
    this.halvingOptions = checkHalvingOptions(options, defaultMin)
  }

  /** The candidates of the first iteration. */
  protected abstract candidates(resources: Resources): Candidate[]

  /** For each iteration what a candidate used. @throws NOT_FITTED */
  get nResources(): readonly number[] {
    return this.found.nResources
  }

  /** For each iteration how many candidates there were. @throws NOT_FITTED */
  get nCandidates(): readonly number[] {
    return this.found.nCandidates
  }

  /** How many candidates would have gone on after the last iteration. @throws NOT_FITTED */
  get nRemainingCandidates(): number {
    return this.found.nRemainingCandidates
  }

  /** What a candidate used in the first iteration. @throws NOT_FITTED */
  get minResources(): number {
    return this.found.minResources
  }

  /** The most that a candidate may use. @throws NOT_FITTED */
  get maxResources(): number {
    return this.found.maxResources
  }

  /** How many iterations there were. @throws NOT_FITTED */
  get nIterations(): number {
    return this.found.nIterations
  }

  /** How many iterations are possible before the most is exceeded. @throws NOT_FITTED */
  get nPossibleIterations(): number {
    return this.found.nPossibleIterations
  }

  /** How many iterations it takes until fewer than `factor` candidates are left. @throws NOT_FITTED */
  get nRequiredIterations(): number {
    return this.found.nRequiredIterations
  }

  protected override async search(session: SearchSession<X, Y>): Promise<Halving> {
    const { factor, resource, randomState } = this.halvingOptions
    const nClasses = session.estimator.estimatorType === "classifier" ? new Set(Array.from(session.y)).size : undefined
    const resources = resourcesOf(this.halvingOptions, session.nRows, session.nSplits, nClasses)
    checkConstant(session)
    if (resource !== ROWS) await checkParams(session.estimator, [{ [resource]: resources.min }])
    let candidates = this.candidates(resources)
    if (candidates.length === 0) throw new ParzenError("INVALID_ARGUMENT", "there are no candidates to try")
    if (candidates.some((candidate) => resource in candidate)) {
      throw new ParzenError("INVALID_ARGUMENT", `resource: '${resource}' is searched too, it can be only one of both`)
    }
    const schedule = scheduleOf(resources, candidates.length, this.halvingOptions)
    this.#saySchedule(schedule, resources)
    await session.openProgress(countFits(candidates.length, schedule.nResources.length, factor) * session.nSplits)
    const nCandidates: number[] = []
    for (const [iter, nResources] of schedule.nResources.entries()) {
      nCandidates.push(candidates.length)
      this.#sayIteration(iter, candidates.length, nResources)
      const all = session.splits()
      const splits = resource === ROWS ? subsample(all, nResources / session.nRows, randomState) : all
      if (resource !== ROWS) candidates = candidates.map((candidate) => ({ ...candidate, [resource]: nResources }))
      await session.evaluate(candidates, { splits, columns: { iter, n_resources: nResources } })
      if (session.isMultimetric) throw new ParzenError("INVALID_ARGUMENT", "scoring: halving takes one metric")
      candidates = bestOf(session.results(), candidates, Math.ceil(candidates.length / factor))
    }
    return {
      nResources: schedule.nResources,
      nCandidates,
      nRemainingCandidates: candidates.length,
      minResources: schedule.min,
      maxResources: resources.max,
      nIterations: schedule.nResources.length,
      nPossibleIterations: schedule.nPossible,
      nRequiredIterations: schedule.nRequired,
    }
  }

  /** The first of the best in the last iteration; if all there are NaN, its first. */
  protected override chooseBest(results: CVResults): number {
    const begin = (results.iter as readonly number[]).indexOf(Math.max(...(results.iter as readonly number[])))
    const scores = results["mean_test_score"] as readonly number[]
    let best = begin
    for (let i = begin; i < scores.length; i++) {
      const score = scores[i] as number
      if (score > (scores[best] as number) || (Number.isNaN(scores[best]) && !Number.isNaN(score))) best = i
    }
    return best
  }

  #saySchedule({ min, nRequired, nPossible, nResources }: Schedule, { max }: Resources): void {
    if (this.options.verbose <= 0) return
    const { aggressiveElimination, factor } = this.halvingOptions
    log("info", `n_iterations: ${nResources.length}`)
    log("info", `n_required_iterations: ${nRequired}`)
    log("info", `n_possible_iterations: ${nPossible}`)
    log("info", `min_resources_: ${min}`)
    log("info", `max_resources_: ${max}`)
    log("info", `aggressive_elimination: ${aggressiveElimination}`)
    log("info", `factor: ${factor}`)
  }

  #sayIteration(iter: number, nCandidates: number, nResources: number): void {
    if (this.options.verbose <= 0) return
    log("info", "-".repeat(10))
    log("info", `iter: ${iter}`)
    log("info", `n_candidates: ${nCandidates}`)
    log("info", `n_resources: ${nResources}`)
  }
}

/** How many candidates are evaluated in all iterations together. */
function countFits(nCandidates: number, nIterations: number, factor: number): number {
  let total = 0
  for (let left = nCandidates, i = 0; i < nIterations; i++, left = Math.ceil(left / factor)) total += left
  return total
}

/** The `count` best of the candidates that were evaluated last, best last; NaN is worse than all. */
function bestOf(results: CVResults, candidates: readonly Candidate[], count: number): Candidate[] {
  const scores = (results["mean_test_score"] as readonly number[]).slice(-candidates.length)
  const nNaN = scores.filter(Number.isNaN).length
  const ascending = argsort(scores)
  const worstFirst = [...ascending.slice(ascending.length - nNaN), ...ascending.slice(0, ascending.length - nNaN)]
  return worstFirst.slice(-count).map((index) => candidates[index] as Candidate)
}

/** @throws INVALID_ARGUMENT unless the splits come out the same each time */
function checkConstant<X extends Data, Y>(session: SearchSession<X, Y>): void {
  const [first, second] = [session.splits(), session.splits()].map((splits) =>
    JSON.stringify(splits.map((split) => split.map((rows) => Array.from(rows)))),
  )
  if (first === second) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    "cv: halving needs the same splits in each iteration: give a seed as randomState, or do not shuffle",
  )
}
