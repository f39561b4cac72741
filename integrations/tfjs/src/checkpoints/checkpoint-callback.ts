import type { TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { io, LayersModel } from "@tensorflow/tfjs"
import type { FitCallback } from "../fit-callback.ts"
import { fitCallback } from "../fit-callback.ts"
import { checkMonitor, metricOf } from "../metric.ts"
import type { CheckpointStore } from "./checkpoint.ts"
import { keepBest } from "./keep-best.ts"
import type { Weights } from "./weights.ts"
import { readWeights, writeWeights } from "./weights.ts"

/** Options of {@link checkpointCallback}. */
export interface CheckpointOptions {
  /** The metric that tells the best epoch; `"val_loss"` by default. */
  readonly monitor?: string
  /** Whether less or more of it is better; by default more where its name has `acc`, as with `tf.callbacks.earlyStopping`. */
  readonly mode?: "min" | "max"
  /** How many trials' checkpoints stay in the store, those with the best metric; 1 by default. */
  readonly keepTrials?: number
  /** Whether the model has the weights of the best epoch when `fit` ends; true by default. */
  readonly restoreBestWeights?: boolean
  /** The model that is trained: needed unless the first callback in `fit`'s list is an instance of a class of tfjs. */
  readonly model?: LayersModel
}

/**
 * Saves the model to `store` whenever an epoch is the best of its trial so far, and gives the model the weights of the best
 * epoch when `fit` ends. Of a trial that is pruned the best epoch stays in the store, if it is among the best `keepTrials`; of a
 * trial that trains several models, with a callback for each, the best epoch of all.
 * @throws INVALID_ARGUMENT; out of `fit`: MODEL_NOT_KNOWN, METRIC_MISSING, CALLBACK_IN_USE, and CHECKPOINT_EXISTS where the store
 * holds a trial of this number out of another study
 */
export function checkpointCallback(
  trial: TrialLike,
  store: CheckpointStore,
  options: CheckpointOptions = {},
): FitCallback {
  const { monitor = "val_loss", keepTrials = 1, restoreBestWeights = true, model } = options
  checkMonitor(monitor)
  const mode = modeOf(options.mode, monitor)
  if (typeof store?.save !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `store: takes a CheckpointStore, got ${describe(store)}`)
  if (keepTrials !== Infinity && (!Number.isInteger(keepTrials) || keepTrials < 1))
    throw new ParzenError("INVALID_ARGUMENT", `keepTrials: takes an integer from 1, got ${describe(keepTrials)}`)
  const isBetter = (value: number, than: number | undefined): boolean =>
    than === undefined || (mode === "min" ? value < than : value > than)
  let best: { readonly value: number; readonly weights: Weights | undefined } | undefined
  return fitCallback("checkpointCallback", trial, {
    model,
    onTrainBegin: known,
    async onEpochEnd(epoch, logs, trained) {
      const value = metricOf(logs, monitor, epoch)
      if (Number.isNaN(value)) return
      if (!isBetter(value, best?.value)) return
      const current = known(trained)
      best = { value, weights: restoreBestWeights ? await readWeights(current) : undefined }
      const bests = bestsOf(trial)
      if (!isBetter(value, bests.get(store))) return
      if (!bests.has(store)) await checkVacant(store, trial.number)
      bests.set(store, value)
      await store.save({ trial: trial.number, epoch, monitor, value, mode, model: await artifactsOf(current) })
      await keepBest(store, keepTrials, mode)
    },
    async onTrainEnd(trained) {
      if (best?.weights !== undefined) await writeWeights(known(trained), best.weights)
    },
  })
}

/** The best value that each store has of a trial: one that trains several models has a callback for each. */
const saved = new WeakMap<TrialLike, Map<CheckpointStore, number>>()

function bestsOf(trial: TrialLike): Map<CheckpointStore, number> {
  const bests = saved.get(trial) ?? new Map<CheckpointStore, number>()
  saved.set(trial, bests)
  return bests
}

/** @throws CHECKPOINT_EXISTS */
async function checkVacant(store: CheckpointStore, number: number): Promise<void> {
  if (!(await store.list()).some(({ trial }) => trial === number)) return
  throw new ParzenError(
    "CHECKPOINT_EXISTS",
    `store: holds a checkpoint of another trial ${number}, of another study or an earlier run; give each study a store of its own`,
  )
}

/** @throws MODEL_NOT_KNOWN */
function known(model: LayersModel | undefined): LayersModel {
  if (model !== undefined) return model
  throw new ParzenError(
    "MODEL_NOT_KNOWN",
    "checkpointCallback: fit does not hand its model to plain callbacks; give { model }, or use callbackClasses(tf).CheckpointCallback",
  )
}

function modeOf(mode: unknown, monitor: string): "min" | "max" {
  if (mode === undefined) return monitor.includes("acc") ? "max" : "min"
  if (mode === "min" || mode === "max") return mode
  throw new ParzenError("INVALID_ARGUMENT", `mode: takes 'min' or 'max', got ${describe(mode)}`)
}

async function artifactsOf(model: LayersModel): Promise<io.ModelArtifacts> {
  let saved: io.ModelArtifacts = {}
  await model.save({
    save: (artifacts) => {
      saved = artifacts
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } })
    },
  })
  const { weightData } = saved
  return Array.isArray(weightData) ? { ...saved, weightData: await new Blob(weightData).arrayBuffer() } : saved
}
