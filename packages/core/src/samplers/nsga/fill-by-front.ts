import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { Population } from "./population.ts"

/**
 * Takes front after front while they leave room, and of the first that does not as many as `cut` chooses: out of `front`, given
 * those taken before, so many.
 */
export function fillByFront(
  population: Population,
  size: number,
  cut: (front: readonly number[], taken: readonly number[], n: number) => readonly number[],
): FrozenTrial[] {
  const taken: number[] = []
  for (const front of population.fronts(size)) {
    if (taken.length + front.length >= size) {
      taken.push(...cut(front, taken, size - taken.length))
      break
    }
    taken.push(...front)
  }
  return taken.map((i) => population.trials[i] as FrozenTrial)
}
