import { checkSignal } from "@parzen/model-selection"
import type { OnnxInputs } from "../runtime/model-inputs.ts"
import { countFedRows, sampleInputs, toFeeds } from "../runtime/model-inputs.ts"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import { checkModel } from "../runtime/onnx-model.ts"
import type { OnnxRuntime, OnnxSession } from "../runtime/onnx-runtime.ts"
import { loadRuntime } from "../runtime/load-runtime.ts"
import { openSession, releaseSession } from "../runtime/open-session.ts"
import { primeRuntime } from "../runtime/prime-runtime.ts"
import type { OnnxSessionOptions } from "../runtime/session-options.ts"
import { checkSessionOptions } from "../runtime/check-session-options.ts"
import type { MeasureOptions } from "./measure-options.ts"
import { checkMeasureOptions, checkOptionNames } from "./measure-options.ts"
import { residentBytes } from "./memory.ts"
import type { RunTimes } from "./time-runs.ts"
import { timeRuns } from "./time-runs.ts"
import { inTurn } from "./turns.ts"

/** What a session was measured to take. Times are in ms. */
export interface SessionMeasurement extends RunTimes {
  /** Rows in a second: those of a run by its mean time. */
  readonly throughput: number
  /** What it took to read the model and make the session. */
  readonly loadTime: number
  /**
   * By how many bytes the process grew while the session was made and run. What earlier sessions gave back is used again and does not
   * count: of one process only the first measurement tells what a model needs. 0 in a page.
   */
  readonly memory: number
}

/** Options of {@link measureSession}. */
export interface MeasureSessionOptions extends MeasureOptions {
  /** What the model is run on, by the names of its inputs; by default made up from what it says of them. */
  readonly inputs?: OnnxInputs | undefined
  /** Rows of inputs that are made up; 1 by default. */
  readonly batchSize?: number | undefined
  /** Whether inputs may hold NaN and infinities; false by default. */
  readonly allowNaN?: boolean | undefined
  readonly sessionOptions?: OnnxSessionOptions | undefined
  /** ONNX Runtime; by default onnxruntime-node. */
  readonly ort?: OnnxRuntime | undefined
  /** Aborts when the measurement is no longer wanted; looked at between runs. */
  readonly signal?: AbortSignal | undefined
}

const OPTIONS: readonly string[] = [
  "inputs",
  "batchSize",
  "allowNaN",
  "sessionOptions",
  "ort",
  "signal",
  "warmup",
  "minRuns",
  "minTimeMs",
] satisfies (keyof MeasureSessionOptions)[]

/**
 * Measures how long one run of `model` takes: makes a session, runs it `warmup` times, then until `minRuns` and `minTimeMs` are both
 * reached, and releases it, however that ends. Measurements of this thread wait for one another, those of `onnxObjective` too.
 * @throws MODEL_NOT_LOADED, MODEL_RUN_FAILED with ONNX Runtime's error; INVALID_DATA for inputs that do not fit the model;
 * INVALID_OUTPUT for one whose outputs are no tensors;
 * INVALID_ARGUMENT; PROVIDER_NOT_AVAILABLE; PACKAGE_MISSING; the signal's reason
 */
export async function measureSession(
  model: OnnxModel,
  options: MeasureSessionOptions = {},
): Promise<SessionMeasurement> {
  checkModel(model)
  checkOptionNames(options, OPTIONS)
  const { inputs, sessionOptions = {}, allowNaN = false, signal } = options
  const { batchSize, ...timing } = checkMeasureOptions(options)
  checkSessionOptions(sessionOptions)
  checkSignal(signal)
  const ort = await loadRuntime(options.ort)
  return inTurn(signal, async () => {
    await primeRuntime(ort)
    const loaded = await loadMeasured(ort, model, sessionOptions)
    try {
      const feeds = toFeeds(ort, loaded.session, inputs ?? sampleInputs(loaded.session, batchSize), allowNaN)
      const times = await timeRuns(loaded.session, feeds, { ...timing, signal })
      return measurementOf(times, countFedRows(feeds), loaded)
    } finally {
      await releaseSession(loaded.session)
    }
  })
}

/** A session, and what was seen when it was made. */
export interface LoadedSession {
  readonly session: OnnxSession
  readonly loadTime: number
  /** The process's memory before. */
  readonly residentBefore: number
}

/** Makes a session and looks at the clock. @throws as `openSession` */
export async function loadMeasured(
  ort: OnnxRuntime,
  model: OnnxModel,
  sessionOptions: OnnxSessionOptions,
): Promise<LoadedSession> {
  const residentBefore = residentBytes()
  const start = performance.now()
  const session = await openSession(ort, model, sessionOptions)
  return { session, loadTime: performance.now() - start, residentBefore }
}

/** To be called while the session is still there. */
export function measurementOf(times: RunTimes, rows: number, loaded: LoadedSession): SessionMeasurement {
  const { loadTime, residentBefore } = loaded
  const memory = Math.max(0, residentBytes() - residentBefore)
  return { ...times, throughput: (rows * 1000) / times.mean, loadTime, memory }
}
