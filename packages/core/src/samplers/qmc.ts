import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import { HaltonSequence } from "../math/halton.ts"
import { MAX_SOBOL_DIMENSIONS, MAX_SOBOL_POINTS, SobolSequence } from "../math/sobol.ts"
import { Generator } from "../random/generator.ts"
import type { SearchSpace } from "../space/search-space.ts"
import { columnBounds, fromColumn } from "../space/transform.ts"
import type { FinishedState } from "../trial/state.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { counterKey } from "./qmc/counter-key.ts"
import { FirstTrial } from "./qmc/first-trial.ts"
import { SharedIndex } from "./qmc/shared-index.ts"
import { RandomSampler } from "./random.ts"
import type { Sampler, TakeNumber } from "./sampler.ts"

/** Options of {@link QMCSampler}. */
export interface QMCSamplerOptions {
  /** By default `sobol`, whose points are spread best after 2^k of them. */
  readonly qmcType?: "sobol" | "halton" | undefined
  /** Whether the sequence is randomised. By default not. */
  readonly scramble?: boolean | undefined
  /**
   * A whole number from 0 to 2^32 - 1 that fixes how the sequence is scrambled, and what is drawn independently; by default
   * different each time. Workers on one study need the same if they scramble.
   */
  readonly seed?: number | undefined
  /** Draws the first trial, and the parameters that the first trial did not have. By default a `RandomSampler`. */
  readonly independentSampler?: Sampler | undefined
  /** Whether to warn of scrambling without a seed. By default true. */
  readonly warnAsynchronousSeeding?: boolean | undefined
  /** Whether to warn, once, of parameters that are drawn independently after the first trial. By default true. */
  readonly warnIndependentSampling?: boolean | undefined
}

interface Sequence {
  readonly dimensions: number
  point(index: number): Float64Array
}

/**
 * Quasi-Monte Carlo: trials take the points of a low-discrepancy sequence, which are spread more evenly than random ones (Bergstra
 * & Bengio 2012). The space is that of the first complete or pruned trial, or of those that run, and each parameter takes one
 * coordinate; workers share one index. Values of the objective and failed trials do not matter; an empty history is drawn
 * independently. The points are those of Optuna 5.0.0.
 */
export class QMCSampler implements Sampler {
  readonly #qmcType: "sobol" | "halton"
  readonly #scramble: boolean
  readonly #seed: number
  readonly #independent: Sampler
  readonly #first: StudyIndex<FirstTrial> = new StudyIndex(() => new FirstTrial())
  /** The last one used. */
  #sequence: Sequence | undefined
  readonly #indices = new WeakMap<StudyView, SharedIndex>()
  readonly #keys = new WeakMap<SearchSpace, string>()
  /** What is still to be warned of. */
  readonly #warnings: Set<"independent" | "conditional">

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: QMCSamplerOptions = {}) {
    const { qmcType = "sobol", scramble = false, seed, independentSampler, warnAsynchronousSeeding = true } = options
    if (qmcType !== "sobol" && qmcType !== "halton") {
      throw new ParzenError("INVALID_ARGUMENT", `qmcType must be 'sobol' or 'halton', got ${describe(qmcType)}`)
    }
    if (typeof scramble !== "boolean") {
      throw new ParzenError("INVALID_ARGUMENT", `scramble takes true or false, got ${describe(scramble)}`)
    }
    if (independentSampler !== undefined && typeof independentSampler?.sampleIndependent !== "function") {
      const message = `independentSampler must be a sampler, got ${describe(independentSampler)}`
      throw new ParzenError("INVALID_ARGUMENT", message)
    }
    this.#qmcType = qmcType
    this.#scramble = scramble
    const random = new RandomSampler({ seed })
    this.#independent = independentSampler ?? random
    this.#seed = seed ?? new Generator().integers(2 ** 53 - 1)
    this.#warnings = new Set([
      "conditional",
      ...((options.warnIndependentSampling ?? true) ? ["independent" as const] : []),
    ])
    if (seed === undefined && scramble && warnAsynchronousSeeding) {
      warn("QMCSampler: without a seed other workers scramble in another way, and points are spread less evenly")
    }
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    this.#independent.beforeTrial?.(study, trial)
  }

  inferRelativeSearchSpace(study: StudyView): SearchSpace {
    const first = this.#first.of(study)
    return first.exists ? first.space : this.#runningSpace(study)
  }

  async reserve(study: StudyView, trial: TrialView, space: SearchSpace, take: TakeNumber): Promise<void> {
    const fixed = trial.systemAttrs["fixed_params"] ?? {}
    const isOpen = ([name, distribution]: [string, Distribution]): boolean =>
      !distribution.single() && !Object.hasOwn(fixed as object, name)
    if ([...space].some(isOpen)) await this.#indexOf(study).reserve(trial.number, this.#keyOf(space), take)
  }

  /** @throws TOO_MANY_PARAMS, SEQUENCE_EXHAUSTED */
  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    const sequence = this.#sequenceOf(space.size)
    const index = this.#indexOf(study).use(trial.number, this.#keyOf(space))
    if (this.#qmcType === "sobol" && index >= MAX_SOBOL_POINTS) {
      const message = `the sequence has ${MAX_SOBOL_POINTS} points, this would be point ${index}`
      throw new ParzenError("SEQUENCE_EXHAUSTED", message)
    }
    const point = sequence.point(index)
    const entries = [...space].map(([name, distribution], d) => [name, fromUnit(distribution, point[d] as number)])
    return Object.fromEntries(entries) as Params
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    if (this.#first.of(study).exists) {
      const what = `'${name}' of trial ${trial.number} is drawn independently: the first trial did not have it, or not in this range`
      this.#warnOnce("independent", `${what}. There will be no further warning`)
    }
    return this.#independent.sampleIndependent(study, trial, name, distribution)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    this.#indexOf(study).release(trial.number)
    this.#independent.afterTrial?.(study, trial, state, values)
  }

  /** All parameters that running trials have so far. */
  #runningSpace({ history }: StudyView): SearchSpace {
    const union = new Map<string, Distribution>()
    const sizes = new Set<number>()
    const running = [...history.running.values()].sort((a, b) => a.number - b.number)
    for (const { distributions } of running) {
      const entries = Object.entries(distributions)
      for (const [name, distribution] of entries) union.set(name, distribution)
      if (entries.length > 0) sizes.add(entries.length)
    }
    if (sizes.size > 1 || (sizes.size === 1 && !sizes.has(union.size))) {
      this.#warnOnce("conditional", "running trials have different parameters, but one sequence needs one space")
    }
    return union
  }

  #sequenceOf(dimensions: number): Sequence {
    if (this.#sequence?.dimensions === dimensions) return this.#sequence
    if (this.#qmcType === "sobol" && dimensions > MAX_SOBOL_DIMENSIONS) {
      const message = `a Sobol sequence has at most ${MAX_SOBOL_DIMENSIONS} parameters here, the space has ${dimensions}`
      throw new ParzenError("TOO_MANY_PARAMS", `${message}: take qmcType 'halton'`)
    }
    const random = this.#scramble ? new Generator(this.#seed) : undefined
    this.#sequence =
      this.#qmcType === "sobol"
        ? new SobolSequence(dimensions, random && (() => random.integers(2)))
        : new HaltonSequence(dimensions, random && ((digits) => random.shuffle(digits)))
    return this.#sequence
  }

  #keyOf(space: SearchSpace): string {
    let key = this.#keys.get(space)
    if (key === undefined) {
      key = counterKey(space, { qmcType: this.#qmcType, scramble: this.#scramble, seed: this.#seed })
      this.#keys.set(space, key)
    }
    return key
  }

  #indexOf(study: StudyView): SharedIndex {
    let index = this.#indices.get(study)
    if (index === undefined) this.#indices.set(study, (index = new SharedIndex(study)))
    return index
  }

  #warnOnce(about: "independent" | "conditional", message: string): void {
    if (this.#warnings.delete(about)) warn(`QMCSampler: ${message}`)
  }
}

/** The value at `u` in [0, 1) of the parameter's range, on its scale. */
function fromUnit(distribution: Distribution, u: number): ParamValue {
  if (distribution.kind === "categorical") return distribution.toExternal(u * distribution.choices.length)
  const { low, high } = columnBounds(distribution)
  // A range wider than the largest double is halved.
  const width = high - low
  return fromColumn(distribution, width < Infinity ? low + u * width : 2 * (low / 2 + u * (high / 2 - low / 2)))
}
