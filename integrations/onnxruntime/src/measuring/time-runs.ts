import { findMaps, mapsError } from "../runtime/map-outputs.ts"
import type { OnnxSession, OnnxTensor } from "../runtime/onnx-runtime.ts"
import type { Feeds } from "../runtime/run-session.ts"
import { runSession } from "../runtime/run-session.ts"
import { quantile } from "./quantile.ts"

/** What the runs of a session took, in ms each. */
export interface RunTimes {
  /** The median. */
  readonly p50: number
  /** What 95 of 100 runs do not exceed. */
  readonly p95: number
  readonly mean: number
  /** How many runs were timed. */
  readonly runs: number
}

interface TimingOptions {
  readonly warmup: number
  readonly minRuns: number
  readonly minTimeMs: number
  readonly signal?: AbortSignal | undefined
  /** Called `parts - 1` times on the way, evenly spaced, with the times so far. What it throws ends the timing. */
  readonly onPart?: ((times: RunTimes, part: number) => void | Promise<void>) | undefined
  readonly parts?: number
}

/** Runs the model again and again, `warmup` times before the clock starts. @throws MODEL_RUN_FAILED, INVALID_OUTPUT for maps, the signal's reason, what `onPart` throws */
export async function timeRuns(session: OnnxSession, feeds: Feeds, options: TimingOptions): Promise<RunTimes> {
  const { warmup, minRuns, minTimeMs, signal, onPart, parts = 1 } = options
  const maps = findMaps(session)
  if (maps !== undefined) throw mapsError(maps)
  const run = async (): Promise<void> => {
    signal?.throwIfAborted()
    disposeAll(await runSession(session, feeds))
  }
  for (let i = 0; i < warmup; i++) await run()
  const times: number[] = []
  for (let part = 1; part <= parts; part++) {
    const share = part / parts
    const runsUntil = Math.ceil(minRuns * share)
    const timeUntil = performance.now() + minTimeMs / parts
    while (times.length < runsUntil || performance.now() < timeUntil) {
      const start = performance.now()
      await run()
      times.push(performance.now() - start)
    }
    if (part < parts) await onPart?.(summary(times), part - 1)
  }
  return summary(times)
}

function summary(times: readonly number[]): RunTimes {
  const sorted = Float64Array.from(times).sort()
  const mean = sorted.reduce((sum, time) => sum + time, 0) / sorted.length
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), mean, runs: sorted.length }
}

/** Frees outputs that stay on a device; those in memory are the garbage collector's. */
function disposeAll(outputs: Readonly<Record<string, OnnxTensor>>): void {
  for (const name in outputs) {
    const output = outputs[name]
    if (output?.location !== undefined && output.location !== "cpu") output.dispose?.()
  }
}
