import type { Direction } from "./direction.ts"
import type { FrozenTrial } from "./frozen-trial.ts"
import { violation } from "./constraints.ts"

/**
 * The complete and feasible trials that no other such trial dominates: none is at least as good in every objective and better in
 * one. Trials of equal values stay together. In the order of `trials`. O(n^2 m) at worst.
 */
export function paretoFront(trials: readonly FrozenTrial[], directions: readonly Direction[]): FrozenTrial[] {
  const candidates = trials.filter(({ state, systemAttrs }) => state === "complete" && violation(systemAttrs) === 0)
  const signs = directions.map((direction) => (direction === "minimize" ? 1 : -1))
  const losses = candidates.map(({ values = [] }) => values.map((value, i) => (signs[i] as number) * value))
  // Sorted by the first loss, a point can be dominated only by one before it, and then by one of the front so far.
  const order = losses.map((_, i) => i).sort((a, b) => compare(losses[a] as number[], losses[b] as number[]))
  const front: number[] = []
  for (const i of order) {
    if (!front.some((j) => dominates(losses[j] as number[], losses[i] as number[]))) front.push(i)
  }
  return front.sort((a, b) => a - b).map((i) => candidates[i] as FrozenTrial)
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((loss, k) => loss !== b[k])
  return differing < 0 ? 0 : (a[differing] as number) < (b[differing] as number) ? -1 : 1
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((loss, k) => loss <= (b[k] as number)) && a.some((loss, k) => loss < (b[k] as number))
}
