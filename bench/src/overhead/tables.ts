import { digits, table } from "../table.ts"
import type { BundleSize } from "./bundle-size.ts"
import { SPACE_TITLES } from "./cases.ts"
import type { Summary } from "./summary.ts"
import { cappedLines } from "./summary.ts"
import type { Results, Target } from "./targets.ts"

/** The results as text, for a terminal. */
export function resultsText(results: Results, targets: readonly Target[]): string {
  const { cases } = results
  return [
    timesTable(
      "TPESampler",
      cases.filter(({ sampler }) => sampler === "tpe"),
    ),
    timesTable(
      "RandomSampler",
      cases.filter(({ sampler }) => sampler === "random"),
    ),
    ...cappedLines(cases).map((line) => `Timed fewer times: ${line}`),
    otherTable(results),
    targetsTable(targets),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
}

function timesTable(title: string, cases: readonly Summary[]): string {
  if (cases.length === 0) return ""
  const header = [
    "space",
    "trials",
    "Parzen",
    "2nd study",
    "Optuna",
    "Rustuna",
    "Optuna/P",
    "Optuna/2nd",
    "Rustuna/P",
    "Rustuna/2nd",
    "as Optuna",
  ]
  const rows = cases.map(({ space, history, trials, ms, ratios, equalToOptuna }) => [
    SPACE_TITLES[space],
    history === 0 ? `first ${trials.toLocaleString("en")}` : `${trials} after ${history.toLocaleString("en")}`,
    digits(ms.parzen),
    digits(ms.parzenSecond),
    digits(ms.optuna),
    digits(ms.rustuna),
    digits(ratios.optuna.cold, "x"),
    digits(ratios.optuna.second, "x"),
    digits(ratios.rustuna.cold, "x"),
    digits(ratios.rustuna.second, "x"),
    equalToOptuna === undefined ? "-" : `${equalToOptuna}/${trials}`,
  ])
  return `${title}: milliseconds a trial, in a cold process; Parzen's 2nd study in the same process\n${table(header, rows, 2)}`
}

function otherTable({ importMs, bundles, bytesPerTrial }: Results): string {
  const imports = (["parzen", "optuna", "rustuna"] as const).map((name) => `${name} ${digits(importMs[name], " ms")}`)
  return table(
    ["what", "measured"],
    [
      ["cold import", imports.join(", ")],
      ["bundle of { createStudy, TPESampler, MedianPruner }, gzipped", bundleCell(bundles.small)],
      ["bundle of everything, gzipped", bundleCell(bundles.everything)],
      ["memory of a trial, TPE, 5 floats, 10,000 trials", `${bytesPerTrial.tpe.toFixed(0)} bytes`],
      ["memory of a trial, Random, 5 floats, 10,000 trials", `${bytesPerTrial.random.toFixed(0)} bytes`],
    ],
    2,
  )
}

function targetsTable(targets: readonly Target[]): string {
  return table(
    ["target", "measured", "verdict"],
    targets.map((target) => [target.text, digits(target.value), verdict(target)]),
  )
}

function bundleCell({ gzipped, minified, lazyGzipped }: BundleSize): string {
  return `${kilobytes(gzipped)} (minified ${kilobytes(minified)}; loaded later, gzipped ${kilobytes(lazyGzipped)})`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`
}

function verdict({ met }: Target): string {
  return met === undefined ? "not measured" : met ? "pass" : "MISS"
}
