import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import { log } from "../logging.ts"
import type { SearchSpace } from "../space/search-space.ts"
import { EMPTY_SPACE } from "../space/search-space.ts"
import type { FinishedState } from "../trial/state.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { Observed } from "./auto/observed.ts"
import { seedPopulation } from "./auto/seed-population.ts"
import type { Choice } from "./auto/rule.ts"
import { choose } from "./auto/rule.ts"
import { CmaEsSampler } from "./cma-es.ts"
import { NSGAIISampler } from "./nsga-ii.ts"
import { NSGAIIISampler } from "./nsga-iii.ts"
import { QMCSampler } from "./qmc.ts"
import { RandomSampler } from "./random.ts"
import type { Sampler, TakeNumber } from "./sampler.ts"
import { TPESampler } from "./tpe/tpe-sampler.ts"

/** Options of {@link AutoSampler}. */
export interface AutoSamplerOptions {
  /** A whole number from 0 to 2^32 - 1 that fixes what is drawn; by default different each time. */
  readonly seed?: number | undefined
  /** How many trials are planned, if that is known: with few it does not pay to change over to a population. */
  readonly nTrials?: number | undefined
}

const TITLES: Readonly<Record<Choice["sampler"], string>> = {
  random: "RandomSampler",
  qmc: "QMCSampler",
  tpe: "TPESampler",
  cmaes: "CmaEsSampler",
  nsgaii: "NSGAIISampler",
  nsgaiii: "NSGAIIISampler",
}

/**
 * Picks a sampler for each trial by what the study has shown so far, and says at level info which and why when that changes.
 *
 * - The first 10 trials: `QMCSampler`, scrambled.
 * - Then `TPESampler`. With one objective it stays where there are constraints, categorical or conditional parameters, or one
 *   parameter only.
 * - One objective, from 100 complete trials on: `CmaEsSampler`, unless fewer than 250 are planned.
 * - Several objectives, from 250 complete trials on: `NSGAIISampler`, with four or more `NSGAIIISampler`, unless fewer than 500 are
 *   planned.
 *
 * Each goes on from all trials so far: CMA-ES starts at the best of them, and the first parents of NSGA are chosen among
 * them. Failed trials do not count, infinite values have their place in the order.
 */
export class AutoSampler implements Sampler {
  readonly #seed: number | undefined
  readonly #nTrials: number | undefined
  readonly #observed: StudyIndex<Observed> = new StudyIndex((study) => new Observed(study.directions))
  readonly #panels = new WeakMap<StudyView, Panel>()

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor({ seed, nTrials }: AutoSamplerOptions = {}) {
    if (nTrials !== undefined && !(Number.isSafeInteger(nTrials) && nTrials >= 0)) {
      throw new ParzenError("INVALID_ARGUMENT", `nTrials takes a whole number from 0, got ${describe(nTrials)}`)
    }
    // For its check of the seed.
    void new RandomSampler({ seed })
    this.#seed = seed
    this.#nTrials = nTrials
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    const observed = this.#observed.of(study)
    const panel = this.#panelOf(study)
    const choice = choose(observed.situation(this.#nTrials))
    if (choice.sampler !== panel.current) {
      panel.current = choice.sampler
      log("info", `AutoSampler: ${TITLES[choice.sampler]} from trial ${trial.number} on, since ${choice.reason}`)
    }
    const sampler = panel.pick(choice.sampler, observed)
    panel.assigned.set(trial.number, sampler)
    if (choice.sampler === "nsgaii" || choice.sampler === "nsgaiii") {
      seedPopulation(study, trial, TITLES[choice.sampler], observed.complete)
    }
    sampler.beforeTrial?.(study, trial)
  }

  async reserve(study: StudyView, trial: TrialView, space: SearchSpace, take: TakeNumber): Promise<void> {
    await this.#samplerOf(study, trial).reserve?.(study, trial, space, take)
  }

  inferRelativeSearchSpace(study: StudyView, trial: TrialView): SearchSpace {
    return this.#samplerOf(study, trial).inferRelativeSearchSpace?.(study, trial) ?? EMPTY_SPACE
  }

  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    return this.#samplerOf(study, trial).sampleRelative?.(study, trial, space) ?? {}
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    return this.#samplerOf(study, trial).sampleIndependent(study, trial, name, distribution)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    this.#samplerOf(study, trial).afterTrial?.(study, trial, state, values)
    this.#panelOf(study).assigned.delete(trial.number)
  }

  /** The one that the trial was given; a trial that another process asked for gets the present one. */
  #samplerOf(study: StudyView, trial: FrozenTrial): Sampler {
    const panel = this.#panelOf(study)
    return panel.assigned.get(trial.number) ?? panel.pick(panel.current ?? "tpe", this.#observed.of(study))
  }

  #panelOf(study: StudyView): Panel {
    let panel = this.#panels.get(study)
    if (panel === undefined) this.#panels.set(study, (panel = new Panel(this.#seed)))
    return panel
  }
}

/** The samplers of one study, each made when it is first picked. */
class Panel {
  current: Choice["sampler"] | undefined
  /** By trial. */
  readonly assigned = new Map<number, Sampler>()
  readonly #seed: number | undefined
  readonly #samplers = new Map<Choice["sampler"], Sampler>()

  constructor(seed: number | undefined) {
    this.#seed = seed
  }

  pick(name: Choice["sampler"], observed: Observed): Sampler {
    let sampler = this.#samplers.get(name)
    if (sampler === undefined) this.#samplers.set(name, (sampler = this.#make(name, observed)))
    return sampler
  }

  #make(name: Choice["sampler"], observed: Observed): Sampler {
    const seed = this.#seed
    switch (name) {
      case "random":
        return new RandomSampler({ seed })
      case "qmc":
        return new QMCSampler({ seed, scramble: true, warnAsynchronousSeeding: false, warnIndependentSampling: false })
      case "tpe":
        return new TPESampler({ seed })
      case "cmaes":
        return new CmaEsSampler({ seed, x0: bestParams(observed), sigma0: SIGMA, withMargin: hasSteps(observed) })
      case "nsgaii":
        return new NSGAIISampler({ seed })
      case "nsgaiii":
        return new NSGAIIISampler({ seed })
    }
  }
}

/** How widely CMA-ES starts around the best trial, as a share of each range. */
const SIGMA = 0.1

/** Of the best trial whose parameters are all in range, which enqueued ones need not be. */
function bestParams({ complete, params, sign }: Observed): Params | undefined {
  const isInside = (trial: FrozenTrial): boolean =>
    params.every(([name, distribution]) => distribution.contains(distribution.toInternal(trial.params[name])))
  let best: FrozenTrial | undefined
  for (const trial of complete) {
    const isBetter = best === undefined || sign * (trial.value as number) < sign * (best.value as number)
    if (isBetter && isInside(trial)) best = trial
  }
  return best?.params
}

function hasSteps({ params }: Observed): boolean {
  return params.some(([, distribution]) => distribution.kind !== "categorical" && distribution.step !== undefined)
}
