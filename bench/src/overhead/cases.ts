import type { SamplerName } from "../../node/job.ts"
import type { SpaceName } from "../../node/spaces.ts"

/** Who is timed. */
export type Candidate = "parzen" | "optuna" | "rustuna"

export const CANDIDATES: readonly Candidate[] = ["parzen", "optuna", "rustuna"]

/** A study that is given `history` random trials and then runs `trials` timed ones. */
export interface Case {
  readonly sampler: SamplerName
  readonly space: SpaceName
  readonly history: number
  readonly trials: number
}

/** How often a candidate is timed on a case, each time in a new process and with another seed. */
export const REPETITIONS: Readonly<Record<Candidate, number>> = { parzen: 5, optuna: 3, rustuna: 5 }

/** The longest history, which the shorter ones are the beginning of. */
export const LONGEST_HISTORY = 10_000

export const SPACE_TITLES: Readonly<Record<SpaceName, string>> = {
  floats5: "5 floats",
  floats20: "20 floats",
  mixed: "mixed",
}

export const SPACES: readonly SpaceName[] = ["floats5", "floats20", "mixed"]

export const SAMPLER_TITLES: Readonly<Record<SamplerName, string>> = {
  tpe: "TPESampler",
  random: "RandomSampler",
  nsgaii: "NSGAIISampler",
  cmaes: "CmaEsSampler",
}

const SAMPLERS_OF_ALL: readonly SamplerName[] = ["tpe", "random"]

/** The samplers that Rustuna does not have, over the spaces of floats, from empty. */
const SAMPLERS_OF_OPTUNA: readonly SamplerName[] = ["nsgaii", "cmaes"]

export const CASES: readonly Case[] = [
  ...SAMPLERS_OF_ALL.flatMap((sampler) =>
    SPACES.flatMap((space) => [
      { sampler, space, history: 0, trials: 1000 },
      ...[100, 1000, LONGEST_HISTORY].map((history) => ({ sampler, space, history, trials: 20 })),
    ]),
  ),
  ...SAMPLERS_OF_OPTUNA.flatMap((sampler) =>
    (["floats5", "floats20"] as const).map((space) => ({ sampler, space, history: 0, trials: 1000 })),
  ),
]

/** As `--only` knows it: `tpe/floats5/first-1000`, `random/mixed/after-10000`. */
export function caseName({ sampler, space, history, trials }: Case): string {
  return `${sampler}/${space}/${history === 0 ? `first-${trials}` : `after-${history}`}`
}

/** How often `candidate` is timed on `one`. */
export function repetitions(candidate: Candidate, one: Case): number {
  if (candidate === "rustuna" && SAMPLERS_OF_OPTUNA.includes(one.sampler)) return 0
  return isCapped(candidate, one) ? 1 : REPETITIONS[candidate]
}

/** Whether `candidate` is timed once on `one`, because that takes many seconds. */
export function isCapped(candidate: Candidate, { sampler, space, history }: Case): boolean {
  return (
    candidate === "optuna" && sampler === "tpe" && space !== "floats5" && (history === 0 || history === LONGEST_HISTORY)
  )
}
