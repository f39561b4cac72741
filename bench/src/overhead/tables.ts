import { digits, table } from "../table.ts"
import type { Target } from "../target.ts"
import { targetsTable } from "../target.ts"
import type { BundleSize } from "./bundle-size.ts"
import type { Candidate } from "./cases.ts"
import { CANDIDATES, isCapped, repetitions, SAMPLER_TITLES, SPACE_TITLES } from "./cases.ts"
import type { Summary } from "./summary.ts"
import type { Results } from "./targets.ts"

/** The results as text, for a terminal. */
export function resultsText(results: Results, targets: readonly Target[]): string {
  const { cases } = results
  return [
    ...Object.entries(SAMPLER_TITLES).map(([name, title]) =>
      timesTable(
        title,
        cases.filter(({ sampler }) => sampler === name),
      ),
    ),
    cappedText(cases),
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
    "warm",
    "Optuna",
    "Rustuna",
    "Optuna/P",
    "Optuna/warm",
    "Rustuna/P",
    "Rustuna/warm",
    "repetitions",
  ]
  const rows = cases.map(({ space, history, trials, ms, ratios, repetitions: times }) => [
    SPACE_TITLES[space],
    history === 0 ? `first ${trials.toLocaleString("en")}` : `${trials} after ${history.toLocaleString("en")}`,
    digits(ms.parzen),
    digits(ms.parzenWarm),
    digits(ms.optuna),
    digits(ms.rustuna),
    digits(ratios.optuna.cold, "x"),
    digits(ratios.optuna.warm, "x"),
    digits(ratios.rustuna.cold, "x"),
    digits(ratios.rustuna.warm, "x"),
    `${times.parzen}/${times.optuna}/${times.rustuna}`,
  ])
  const caption =
    "ms a trial, in a cold process; warm: Parzen again in that process, after a study of 1,000 trials; repetitions of Parzen/Optuna/Rustuna"
  return `${title}: ${caption}\n${table(header, rows, 2)}`
}

function otherTable({ importMs, bundles, bytesPerTrial, sameTrials }: Results): string {
  const imports = (["parzen", "optuna", "rustuna"] as const).map((name) => `${name} ${digits(importMs[name], " ms")}`)
  return table(
    ["what", "measured"],
    [
      ...sameTrials.map(({ space, equal, trials }) => [
        `first trials equal to Optuna's, TPE, ${SPACE_TITLES[space]}, seed 0`,
        `${equal} of ${trials}`,
      ]),
      ["cold import", imports.join(", ")],
      ["bundle of { createStudy, TPESampler, MedianPruner }, gzipped", bundleCell(bundles.small)],
      ["bundle of everything, gzipped", bundleCell(bundles.everything)],
      ["memory of a trial, TPE, 5 floats, 10,000 trials", `${bytesPerTrial.tpe.toFixed(0)} bytes`],
      ["memory of a trial, Random, 5 floats, 10,000 trials", `${bytesPerTrial.random.toFixed(0)} bytes`],
    ],
    2,
  )
}

/** Which cases were timed less often than the others, and why. */
function cappedText(cases: readonly Summary[]): string {
  const lines: string[] = []
  const capped = cases.filter((one) => isCapped("optuna", one) && one.repetitions.optuna > 0).map(({ name }) => name)
  if (capped.length > 0) lines.push(`Capped at one repetition, being slow: Optuna on ${capped.join(", ")}`)
  const missing = (one: Summary, candidate: Candidate): number =>
    one.repetitions[candidate] > 0 ? repetitions(candidate, one) - one.repetitions[candidate] : 0
  let count = 0
  for (const one of cases) for (const candidate of CANDIDATES) count += missing(one, candidate)
  if (count > 0)
    lines.push(`Left out, since time ran out: ${count} further repetitions; the last column says what is there`)
  return lines.join("\n")
}

function bundleCell({ gzipped, minified, lazyGzipped }: BundleSize): string {
  return `${kilobytes(gzipped)} (minified ${kilobytes(minified)}; loaded later, gzipped ${kilobytes(lazyGzipped)})`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`
}
