import type { TrialLike } from "@parzen/core"
import { TrialPruned } from "@parzen/core"
import { checkMeasureOptions } from "../measuring/measure-options.ts"
import { loadMeasured, measurementOf } from "../measuring/measure-session.ts"
import type { RunTimes } from "../measuring/time-runs.ts"
import { timeRuns } from "../measuring/time-runs.ts"
import { inTurn } from "../measuring/turns.ts"
import { loadRuntime } from "../runtime/load-runtime.ts"
import { countFedRows, sampleInputs, toFeeds } from "../runtime/model-inputs.ts"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import { modelSize } from "../runtime/onnx-model.ts"
import { releaseSession } from "../runtime/open-session.ts"
import { primeRuntime } from "../runtime/prime-runtime.ts"
import type { OnnxEvaluation } from "./evaluation.ts"
import type { Judge } from "./judge.ts"
import type { OnnxObjectiveOptions } from "./onnx-objective-options.ts"
import type { OnnxParams } from "./suggester.ts"

/** How often a trial of a single latency asks the pruner, plus one. */
const PARTS = 5

/** The latencies that a trial can report while it measures. */
export type Latency = "p50" | "p95" | "mean"

/**
 * A function that makes a trial's session, measures it, scores it, and releases it, in turn. With `latency` that one is reported on the
 * way, and the pruner asked.
 */
export function evaluatorOf(
  models: Readonly<Record<string, OnnxModel>>,
  options: OnnxObjectiveOptions,
  judge: Judge | undefined,
  latency: Latency | undefined,
): (trial: TrialLike, params: OnnxParams) => Promise<OnnxEvaluation> {
  const { inputs, allowNaN = false } = options
  const timing = checkMeasureOptions(options)
  return async (trial, { model, batchSize, sessionOptions }) => {
    const ort = await loadRuntime(options.ort)
    const size = await modelSize(models[model] as OnnxModel)
    const { signal } = trial
    const onPart =
      latency === undefined ? undefined : (times: RunTimes, part: number) => ask(trial, times[latency], part)
    return inTurn(signal, async () => {
      await primeRuntime(ort)
      const loaded = await loadMeasured(ort, models[model] as OnnxModel, sessionOptions)
      const { session } = loaded
      try {
        const given = typeof inputs === "function" ? inputs(batchSize) : inputs
        const feeds =
          given === undefined && judge !== undefined
            ? judge.feeds(ort, session, batchSize)
            : toFeeds(ort, session, given ?? sampleInputs(session, batchSize), allowNaN)
        const times = await timeRuns(session, feeds, { ...timing, signal, onPart, parts: PARTS })
        const measurement = measurementOf(times, countFedRows(feeds), loaded)
        const score = await judge?.score(ort, session, batchSize, signal)
        return { ...measurement, size, score, model, batchSize: countFedRows(feeds), sessionOptions }
      } finally {
        await releaseSession(session)
      }
    })
  }
}

/** @throws TrialPruned */
async function ask(trial: TrialLike, value: number, step: number): Promise<void> {
  trial.report(value, step)
  if (await trial.shouldPrune()) throw new TrialPruned(`pruned while it was measured, at ${value} ms`)
}
