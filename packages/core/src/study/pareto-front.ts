import { paretoFront } from "../math/non-domination.ts"
import { violation } from "../trial/constraints.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"

/**
 * The complete and feasible trials that no other such trial dominates: none is at least as good in every objective and better in
 * one. Trials of equal values stay together. In the order of `trials`.
 */
export function paretoFrontTrials(trials: readonly FrozenTrial[], directions: readonly Direction[]): FrozenTrial[] {
  const candidates = trials.filter(({ state, systemAttrs }) => state === "complete" && violation(systemAttrs) === 0)
  const m = directions.length
  const losses = new Float64Array(candidates.length * m)
  for (const [i, { values = [] }] of candidates.entries()) {
    for (let k = 0; k < m; k++) losses[i * m + k] = (directions[k] === "maximize" ? -1 : 1) * (values[k] as number)
  }
  const onFront = paretoFront(losses, m)
  return candidates.filter((_, i) => onFront[i] === 1)
}
