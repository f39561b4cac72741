import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import type { SearchSpace } from "../space/search-space.ts"
import { EMPTY_SPACE } from "../space/search-space.ts"
import type { FinishedState } from "../trial/state.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import type { Sampler, TakeNumber } from "./sampler.ts"

/** Options of {@link PartialFixedSampler}. */
export interface PartialFixedSamplerOptions {
  /** The parameters that do not vary, by name. */
  readonly fixedParams: Readonly<Params>
  /** Draws all others. */
  readonly baseSampler: Sampler
}

/**
 * Gives some parameters a fixed value and leaves the others to another sampler, which sees the fixed ones in the history, but
 * does not draw them. What NaN, infinite values, failed trials and an empty history mean is the other sampler's affair.
 */
export class PartialFixedSampler implements Sampler {
  readonly #fixedParams: ReadonlyMap<string, ParamValue>
  readonly #base: Sampler

  /** @throws INVALID_ARGUMENT without an object of parameters or without a sampler */
  constructor(options: PartialFixedSamplerOptions) {
    const { fixedParams, baseSampler } = options ?? {}
    if (typeof fixedParams !== "object" || fixedParams === null) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `fixedParams must be an object of parameters, got ${describe(fixedParams)}`,
      )
    }
    if (typeof baseSampler?.sampleIndependent !== "function") {
      throw new ParzenError("INVALID_ARGUMENT", `baseSampler must be a sampler, got ${describe(baseSampler)}`)
    }
    this.#fixedParams = new Map(Object.entries(fixedParams))
    this.#base = baseSampler
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    this.#base.beforeTrial?.(study, trial)
  }

  inferRelativeSearchSpace(study: StudyView, trial: TrialView): SearchSpace {
    const space = this.#base.inferRelativeSearchSpace?.(study, trial) ?? EMPTY_SPACE
    if (![...space.keys()].some((name) => this.#fixedParams.has(name))) return space
    return new Map([...space].filter(([name]) => !this.#fixedParams.has(name)))
  }

  async reserve(study: StudyView, trial: TrialView, space: SearchSpace, take: TakeNumber): Promise<void> {
    await this.#base.reserve?.(study, trial, space, take)
  }

  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    return this.#base.sampleRelative?.(study, trial, space) ?? {}
  }

  /** A fixed value out of range is given all the same, with a warning. @throws INVALID_PARAM_VALUE for one of the wrong kind */
  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    const fixed = this.#fixedParams.get(name)
    if (fixed === undefined) return this.#base.sampleIndependent(study, trial, name, distribution)
    if (!distribution.contains(distribution.toInternal(fixed))) {
      warn(`'${name}': the fixed value ${describe(fixed)} is out of range and used all the same`)
    }
    return fixed
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    this.#base.afterTrial?.(study, trial, state, values)
  }
}
