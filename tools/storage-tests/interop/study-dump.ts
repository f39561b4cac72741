import type { FrozenTrial, Study } from "@parzen/core"
import { distributionToJson } from "@parzen/core"

/** A study as both sides tell of it, in JSON; numbers that JSON has no word for as `{ number: "nan" | "inf" | "-inf" }`. */
export interface StudyDump {
  readonly studyName: string
  readonly directions: readonly string[]
  readonly userAttrs: unknown
  readonly metricNames: unknown
  readonly trials: readonly TrialDump[]
}

/** One trial of it. */
export interface TrialDump {
  readonly number: number
  readonly state: string
  readonly values: unknown
  /** In their order. */
  readonly params: unknown
  readonly distributions: unknown
  readonly intermediateValues: unknown
  readonly userAttrs: unknown
  readonly systemAttrs: unknown
  /** In ms since 1970. */
  readonly datetimeStart: number | null
  readonly datetimeComplete: number | null
}

/** The study as this process sees it. */
export function dumpStudy({ studyName, directions, userAttrs, metricNames, trials }: Study): StudyDump {
  const dump = { studyName, directions, userAttrs, metricNames: metricNames ?? null, trials: trials.map(dumpTrial) }
  return plain(dump) as StudyDump
}

function dumpTrial(trial: FrozenTrial): TrialDump {
  const { number, state, values = null, params, distributions, intermediateValues, userAttrs, systemAttrs } = trial
  return {
    number,
    state,
    values,
    params: Object.entries(params),
    distributions: Object.fromEntries(
      Object.entries(distributions).map(([name, distribution]) => [name, JSON.parse(distributionToJson(distribution))]),
    ),
    intermediateValues,
    userAttrs,
    systemAttrs,
    datetimeStart: trial.datetimeStart?.getTime() ?? null,
    datetimeComplete: trial.datetimeComplete?.getTime() ?? null,
  }
}

function plain(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    return { number: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" }
  }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

/** Where two tellings of a study differ, or `undefined`; times may be less than `ms` apart. */
export function difference(ours: unknown, theirs: unknown, ms: number = 1, path: string = ""): string | undefined {
  if (Object.is(ours, theirs) || (ours === 0 && theirs === 0)) return undefined
  if (/datetime\w+$/.test(path) && typeof ours === "number" && typeof theirs === "number") {
    return Math.abs(ours - theirs) < ms ? undefined : `${path}: ${ours} and ${theirs}`
  }
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null) {
    return `${path}: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`
  }
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const found = difference(Reflect.get(ours, key), Reflect.get(theirs, key), ms, `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
