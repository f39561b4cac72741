import type { Trial } from "@parzen/core"

/** Something to minimise whose best is known. */
export interface Problem {
  readonly name: string
  /** What its parameters are, for a table. */
  readonly space: string
  /** One value for each objective. */
  objective(trial: Trial): readonly number[]
  /** The least value; with several objectives the hypervolume of the true front. */
  readonly ideal: number
  /** With several objectives: up to where the hypervolume is measured. */
  readonly reference?: readonly number[]
}

/** `n` floats in one range, named x0, x1, ... */
export function floats(trial: Trial, n: number, low: number, high: number): number[] {
  return Array.from({ length: n }, (_, i) => trial.suggestFloat(`x${i}`, low, high))
}
