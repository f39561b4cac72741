import type { BundleSize } from "./bundle-size.ts"
import type { ImportTimes } from "./import-time.ts"
import type { SameTrials } from "./same-trials.ts"
import type { Summary } from "./summary.ts"

/** Everything that the bench measured. */
export interface Results {
  readonly cases: readonly Summary[]
  readonly sameTrials: readonly SameTrials[]
  readonly importMs: ImportTimes
  readonly bundles: { readonly small: BundleSize; readonly everything: BundleSize }
  readonly bytesPerTrial: Readonly<Record<"tpe" | "random", number>>
}

/** What is to be reached, and whether it was: `undefined` if it was not measured. */
export interface Target {
  readonly text: string
  readonly value: number | undefined
  readonly met: boolean | undefined
}

/** Judges the results. */
export function judge({ cases, importMs, bundles, bytesPerTrial }: Results): Target[] {
  const find = (name: string): Summary | undefined => cases.find((one) => one.name === name)
  const optuna = (name: string): number | undefined => find(`tpe/floats5/${name}`)?.ratios.optuna.cold
  return [
    atLeast(20, optuna("first-1000"), "Optuna's time over Parzen's, TPE, 5 floats, first 1,000 trials"),
    atLeast(10, optuna("after-100"), "Optuna's time over Parzen's, TPE, 5 floats, after 100 trials"),
    atLeast(10, optuna("after-10000"), "Optuna's time over Parzen's, TPE, 5 floats, after 10,000 trials"),
    atLeast(
      1,
      find("tpe/floats5/first-1000")?.ratios.rustuna.cold,
      "Rustuna's time over Parzen's, TPE, 5 floats, first 1,000 trials",
    ),
    atMost(0.02, find("random/floats5/first-1000")?.ms.parzen, "ms a trial, Random, 5 floats, first 1,000 trials"),
    atMost(2048, bytesPerTrial.tpe, "bytes a trial, TPE, 5 floats, after 10,000 trials"),
    atMost(2048, bytesPerTrial.random, "bytes a trial, Random, 5 floats, after 10,000 trials"),
    atMost(30, importMs.parzen, "ms to import @parzen/core"),
    atMost(16_000, bundles.small.gzipped, "bytes of { createStudy, TPESampler, MedianPruner }, minified and gzipped"),
  ]
}

function atLeast(limit: number, value: number | undefined, what: string): Target {
  return { text: `at least ${limit}: ${what}`, value, met: value === undefined ? undefined : value >= limit }
}

function atMost(limit: number, value: number | undefined, what: string): Target {
  return { text: `at most ${limit}: ${what}`, value, met: value === undefined ? undefined : value <= limit }
}
