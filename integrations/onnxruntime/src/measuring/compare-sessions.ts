import { describe, ParzenError } from "@parzen/core"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import { checkModel } from "../runtime/onnx-model.ts"
import { checkMeasureOptions, checkOptionNames } from "./measure-options.ts"
import type { MeasureSessionOptions, SessionMeasurement } from "./measure-session.ts"
import { measureSession } from "./measure-session.ts"
import { quantile } from "./quantile.ts"

/** One of the ways to run a model that are compared. */
export interface SessionCandidate extends Pick<MeasureSessionOptions, "inputs" | "batchSize" | "sessionOptions"> {
  readonly model: OnnxModel
}

/** Options of {@link compareSessions}; each but `repeats` is for every measurement. */
export interface CompareSessionsOptions extends Omit<MeasureSessionOptions, "inputs" | "batchSize" | "sessionOptions"> {
  /** How often each candidate is measured; 5 by default. */
  readonly repeats?: number | undefined
}

/** A candidate's measurements, and the median of each number over them. */
export interface ComparedSession extends SessionMeasurement {
  /** The greatest p50 of its measurements by the least: how far they may be trusted. */
  readonly spread: number
  readonly measurements: readonly SessionMeasurement[]
}

const CANDIDATE: readonly string[] = [
  "model",
  "inputs",
  "batchSize",
  "sessionOptions",
] satisfies (keyof SessionCandidate)[]

/**
 * Measures candidates against one another: all of them once, then all once more, each time another one first, so that what the machine
 * does meanwhile meets them alike. In the order of `candidates`.
 * @throws as `measureSession`
 */
export async function compareSessions(
  candidates: readonly SessionCandidate[],
  { repeats: wanted, ...options }: CompareSessionsOptions = {},
): Promise<ComparedSession[]> {
  if (!Array.isArray(candidates) || candidates.length === 0)
    throw new ParzenError("INVALID_ARGUMENT", `candidates: takes a list of one or more, got ${describe(candidates)}`)
  for (const [i, candidate] of candidates.entries()) {
    checkOptionNames(candidate, CANDIDATE)
    checkModel(candidate.model, `candidates[${i}].model`)
  }
  const { repeats } = checkMeasureOptions({ ...options, repeats: wanted })
  const measurements = candidates.map((): SessionMeasurement[] => [])
  for (let round = 0; round < repeats; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const i = (round + turn) % candidates.length
      const { model, ...own } = candidates[i] as SessionCandidate
      measurements[i]?.push(await measureSession(model, { ...options, ...own }))
    }
  }
  return measurements.map(summary)
}

function summary(measurements: readonly SessionMeasurement[]): ComparedSession {
  const sorted = (name: keyof SessionMeasurement): Float64Array =>
    Float64Array.from(measurements, (measurement) => measurement[name]).sort()
  const median = (name: keyof SessionMeasurement): number => quantile(sorted(name), 0.5)
  const p50s = sorted("p50")
  return {
    p50: median("p50"),
    p95: median("p95"),
    mean: median("mean"),
    runs: median("runs"),
    throughput: median("throughput"),
    loadTime: median("loadTime"),
    memory: median("memory"),
    spread: (p50s.at(-1) as number) / (p50s[0] as number),
    measurements,
  }
}
