import { RandomState } from "@parzen/core"

/** A function that answers another seed from 0 to 2^31 - 1 at each call; the same ones in the same order for the same numbers. */
export function seedsOf(seed: number, trial: number): () => number {
  // The multiplier spreads the seeds of a few studies so that their trials do not share one.
  const random = new RandomState((Math.imul(seed, 0x9e3779b1) + trial) >>> 0)
  return () => random.randint(0, 2 ** 31)
}
