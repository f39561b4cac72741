import type { TrialLike } from "@parzen/core"
import { describe, ParzenError, TrialPruned } from "@parzen/core"
import type { LayersModel } from "@tensorflow/tfjs"
import type { FitCallback } from "./fit-callback.ts"
import { fitCallback } from "./fit-callback.ts"
import { checkMonitor, metricOf } from "./metric.ts"

/** Options of {@link pruningCallback}. */
export interface PruningOptions {
  /** Reports after every so many epochs; 1 by default. */
  readonly interval?: number
  /** The model that is trained: an abort then stops it at the next batch instead of the end of the epoch. */
  readonly model?: LayersModel
}

/**
 * Reports `logs[monitor]` after each epoch (step = epoch, from 0) and leaves `model.fit` by `TrialPruned` if the pruner says so,
 * or if the metric is NaN. When the trial's signal aborts, `fit` rejects with its reason.
 * @throws INVALID_ARGUMENT; out of `fit`: METRIC_MISSING, CALLBACK_IN_USE if a callback is given to two fits
 */
export function pruningCallback(
  trial: TrialLike,
  monitor: string,
  { interval = 1, model }: PruningOptions = {},
): FitCallback {
  checkMonitor(monitor)
  if (!Number.isInteger(interval) || interval < 1)
    throw new ParzenError("INVALID_ARGUMENT", `interval: takes an integer from 1, got ${describe(interval)}`)
  return fitCallback("pruningCallback", trial, {
    model,
    async onEpochEnd(epoch, logs) {
      const value = metricOf(logs, monitor, epoch)
      if (Number.isNaN(value)) {
        trial.report(value, epoch)
        throw new TrialPruned(`'${monitor}' is NaN at epoch ${epoch}`)
      }
      if ((epoch + 1) % interval !== 0) return
      trial.report(value, epoch)
      if (await trial.shouldPrune()) throw new TrialPruned(`pruned at epoch ${epoch}`)
    },
  })
}
