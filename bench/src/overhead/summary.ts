import type { Answer } from "../../node/job.ts"
import { median } from "../median.ts"
import type { Candidate, Case } from "./cases.ts"
import { caseName } from "./cases.ts"
import type { Measured } from "./rounds.ts"

/** One case over its repetitions. Times are medians in milliseconds a trial; what was not measured is `undefined`. */
export interface Summary extends Case {
  readonly name: string
  readonly ms: Readonly<Record<Candidate | "parzenWarm", number | undefined>>
  /** A candidate's time over Parzen's, and over Parzen's warm time: above 1, Parzen is faster. */
  readonly ratios: Readonly<
    Record<Exclude<Candidate, "parzen">, { readonly cold: number | undefined; readonly warm: number | undefined }>
  >
  /** Milliseconds for each trial of the history given by `addTrials`. */
  readonly msPerAdded: Readonly<Record<Candidate, number | undefined>>
  readonly repetitions: Readonly<Record<Candidate, number>>
  /** All times by repetition. */
  readonly samples: Readonly<Record<Candidate | "parzenWarm", readonly number[]>>
}

/** Takes the medians of what was measured. */
export function summarize({ case: one, answers }: Measured): Summary {
  const { parzen, optuna, rustuna } = answers
  const samples = {
    parzen: times(parzen, "msPerTrial"),
    parzenWarm: times(parzen, "msPerTrialWarm"),
    optuna: times(optuna, "msPerTrial"),
    rustuna: times(rustuna, "msPerTrial"),
  }
  const ms = mapValues(samples, middle)
  const over = (time: number | undefined): Summary["ratios"]["optuna"] => ({
    cold: ratio(time, ms.parzen),
    warm: ratio(time, ms.parzenWarm),
  })
  return {
    name: caseName(one),
    ...one,
    ms,
    ratios: { optuna: over(ms.optuna), rustuna: over(ms.rustuna) },
    msPerAdded: mapValues(answers, (list) => middle(times(list, "msPerAdded"))),
    repetitions: mapValues(answers, (list) => list.length),
    samples,
  }
}

function times(answers: readonly Answer[], key: "msPerTrial" | "msPerTrialWarm" | "msPerAdded"): number[] {
  return answers.map((answer) => answer[key]).filter((time) => time !== undefined)
}

function middle(values: readonly number[]): number | undefined {
  return values.length > 0 ? median(values) : undefined
}

function ratio(above: number | undefined, below: number | undefined): number | undefined {
  return above === undefined || below === undefined ? undefined : above / below
}

function mapValues<K extends string, A, B>(record: Readonly<Record<K, A>>, change: (value: A) => B): Record<K, B> {
  return Object.fromEntries((Object.entries(record) as [K, A][]).map(([key, value]) => [key, change(value)])) as Record<
    K,
    B
  >
}
