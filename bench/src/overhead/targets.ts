import type { Target } from "../target.ts"
import { atLeast, atMost } from "../target.ts"
import type { BundleSize } from "./bundle-size.ts"
import { SAMPLER_TITLES, SPACE_TITLES } from "./cases.ts"
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

/** Judges the results. */
export function judge({ cases, importMs, bundles, bytesPerTrial }: Results): Target[] {
  const find = (name: string): Summary | undefined => cases.find((one) => one.name === name)
  const speeds = (["cold", "warm"] as const).flatMap((state) => {
    const ratio = (other: "optuna" | "rustuna", name: string): number | undefined =>
      find(`tpe/floats5/${name}`)?.ratios[other][state]
    const over = (other: string): string => `${other}'s time over Parzen's, ${state}, TPE, 5 floats`
    return [
      atLeast(20, ratio("optuna", "first-1000"), `${over("Optuna")}, first 1,000 trials`),
      atLeast(10, ratio("optuna", "after-100"), `${over("Optuna")}, after 100 trials`),
      atLeast(10, ratio("optuna", "after-10000"), `${over("Optuna")}, after 10,000 trials`),
      atLeast(1, ratio("rustuna", "first-1000"), `${over("Rustuna")}, first 1,000 trials`),
    ]
  })
  const evolution = (["nsgaii", "cmaes"] as const).flatMap((sampler) =>
    (["floats5", "floats20"] as const).flatMap((space) =>
      (["cold", "warm"] as const).map((state) => {
        const ratio = find(`${sampler}/${space}/first-1000`)?.ratios.optuna[state]
        const what = `${state}, ${SAMPLER_TITLES[sampler]}, ${SPACE_TITLES[space]}, first 1,000 trials`
        return atLeast(10, ratio, `Optuna's time over Parzen's, ${what}`)
      }),
    ),
  )
  return [
    ...speeds,
    ...evolution,
    atMost(
      0.02,
      find("random/floats5/first-1000")?.ms.parzen,
      "ms a trial, cold, Random, 5 floats, first 1,000 trials",
    ),
    atMost(0.02, find("random/floats5/first-1000")?.ms.parzenWarm, "ms a trial, warm, Random, 5 floats, 1,000 trials"),
    atMost(2048, bytesPerTrial.tpe, "bytes a trial, TPE, 5 floats, after 10,000 trials"),
    atMost(2048, bytesPerTrial.random, "bytes a trial, Random, 5 floats, after 10,000 trials"),
    atMost(30, importMs.parzen, "ms to import @parzen/core"),
    atMost(16_000, bundles.small.gzipped, "bytes of { createStudy, TPESampler, MedianPruner }, minified and gzipped"),
  ]
}
