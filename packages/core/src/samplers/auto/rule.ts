/** What the choice of a sampler hangs on. */
export interface Situation {
  readonly nObjectives: number
  /** Complete and pruned trials. */
  readonly nFinished: number
  readonly nComplete: number
  /** Parameters of the complete trials that have more than one value. */
  readonly nParams: number
  readonly nCategorical: number
  /** Whether complete trials differ in their parameters or their ranges. */
  readonly isConditional: boolean
  readonly hasConstraints: boolean
  /** How many trials are planned, if that is known. */
  readonly nTrials: number | undefined
}

/** A sampler, and why. */
export interface Choice {
  readonly sampler: "random" | "qmc" | "tpe" | "cmaes" | "nsgaii" | "nsgaiii"
  readonly reason: string
}

/** So many trials are spread evenly before anything is learnt from them. */
const N_EVEN = 10
/** A Sobol sequence has no more dimensions. */
const MAX_EVEN_PARAMS = 1024
/** From so many complete trials on a population takes over, if so many are planned that it pays. */
const CMA: Threshold = { complete: 100, planned: 250 }
const NSGA: Threshold = { complete: 250, planned: 500 }

interface Threshold {
  readonly complete: number
  readonly planned: number
}

/**
 * The sampler for a study that stands so. In this order: an even spread for the first trials; TPE while there are few, and
 * wherever only TPE learns from all there is (constraints, categorical and conditional parameters), or stays ahead (three
 * objectives); with more trials a population, which costs less and comes closer: CMA-ES for one objective, NSGA-II for two,
 * NSGA-III for four and more, where what TPE compares by, the hypervolume, costs too much.
 */
export function choose(situation: Situation): Choice {
  const { nObjectives, nFinished, nComplete, nParams, nTrials = Infinity } = situation
  if (nFinished < N_EVEN) {
    if (nParams <= MAX_EVEN_PARAMS) return { sampler: "qmc", reason: `the first ${N_EVEN} trials are spread evenly` }
    return { sampler: "random", reason: `${nParams} parameters are too many for a sequence` }
  }
  if (nObjectives === 3) return { sampler: "tpe", reason: "of three objectives it comes closer than a population" }
  const obstacle = nObjectives === 1 ? obstacleToCma(situation) : undefined
  if (obstacle !== undefined) return { sampler: "tpe", reason: obstacle }
  const { complete, planned } = nObjectives === 1 ? CMA : NSGA
  if (nTrials < planned) return { sampler: "tpe", reason: `${nTrials} trials are too few for a population to pay` }
  if (nComplete < complete) return { sampler: "tpe", reason: `fewer than ${complete} trials are complete` }
  const many = `${complete} trials are complete`
  if (nObjectives === 1) return { sampler: "cmaes", reason: `${many} and all parameters are numeric` }
  return { sampler: nObjectives === 2 ? "nsgaii" : "nsgaiii", reason: `${many}, of ${nObjectives} objectives` }
}

function obstacleToCma(situation: Situation): string | undefined {
  const { nParams, nCategorical, isConditional, hasConstraints } = situation
  if (hasConstraints) return "there are constraints"
  if (isConditional) return "not all trials have the same parameters"
  if (nCategorical > 0) return `${nCategorical} of ${nParams} parameters are categorical`
  if (nParams < 2) return "there is one parameter only"
  return undefined
}
