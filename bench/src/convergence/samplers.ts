import type { Sampler } from "@parzen/core"
import {
  AutoSampler,
  CmaEsSampler,
  NSGAIIISampler,
  NSGAIISampler,
  QMCSampler,
  RandomSampler,
  TPESampler,
} from "@parzen/core"

/** A sampler with default options, by seed. */
export interface Contestant {
  readonly name: string
  /** For how many objectives it is made. */
  readonly takes: "one" | "several" | "any"
  create(seed: number): Sampler
}

/** All samplers, those first that the others are compared with. */
export const CONTESTANTS: readonly Contestant[] = [
  { name: "Random", takes: "any", create: (seed) => new RandomSampler({ seed }) },
  { name: "TPE", takes: "any", create: (seed) => new TPESampler({ seed }) },
  { name: "CMA-ES", takes: "one", create: (seed) => new CmaEsSampler({ seed }) },
  // Without scrambling the points would be the same for every seed.
  { name: "QMC", takes: "one", create: (seed) => new QMCSampler({ seed, scramble: true }) },
  { name: "NSGA-II", takes: "several", create: (seed) => new NSGAIISampler({ seed }) },
  { name: "NSGA-III", takes: "several", create: (seed) => new NSGAIIISampler({ seed }) },
  { name: "Auto", takes: "any", create: (seed) => new AutoSampler({ seed }) },
]

/** How many of {@link CONTESTANTS}, from the first on, the others are compared with. */
export const N_BASELINES = 2
