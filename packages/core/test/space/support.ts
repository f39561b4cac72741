import type { Distribution, FrozenTrial, TrialHistory, TrialState } from "../../src/index.ts"
import { createTrial } from "../../src/index.ts"

/** A finished trial that had these distributions. */
export function trialWith(
  distributions: Readonly<Record<string, Distribution>>,
  state: TrialState = "complete",
  number = 0,
): FrozenTrial {
  const params = Object.fromEntries(
    Object.entries(distributions).map(
      ([name, d]) => [name, d.kind === "categorical" ? (d.choices[0] ?? null) : d.low] as const,
    ),
  )
  const trial = createTrial({ state, distributions, params, ...(state === "complete" && { value: 0 }) })
  return Object.assign(trial, { number })
}

/** A history that grows by being pushed to. */
export function historyOf(finished: FrozenTrial[]): TrialHistory {
  return { trials: finished, finished, running: new Map() }
}
