import { breathe, describe, ParzenError } from "@parzen/core"
import type { Callback, CustomCallbackArgs, LayersModel, Logs } from "@tensorflow/tfjs"

/** A callback for `model.fit` and `model.fitDataset`: alone, among plain callbacks, or behind an instance such as `tf.callbacks.earlyStopping()`. */
export type FitCallback = CustomCallbackArgs & Pick<Callback, keyof Callback>

/** What a callback does at the end of an epoch and of the training; `logs` holds numbers. */
export interface FitHooks {
  /** The model that is trained: needed where `fit` does not hand it to its callbacks. */
  readonly model?: LayersModel | undefined
  onTrainBegin?(model: LayersModel | undefined): void
  onEpochEnd(epoch: number, logs: Logs, model: LayersModel | undefined): void | Promise<void>
  onTrainEnd?(model: LayersModel | undefined): void | Promise<void>
}

type UnresolvedLogs = Record<string, number | { data(): Promise<ArrayLike<number>>; dispose(): void }>

/**
 * tfjs takes callbacks in two ways. Where the first of a list is an instance of its own class, all are called as such and given
 * the model; else each is read as plain functions and no one gets the model. This object does in both.
 *
 * When the signal of `owner`, a trial for example, aborts, the training stops at the next batch, or at the end of the epoch where the model is not known, and
 * `fit` rejects with the signal's reason. `fit` itself stops by `stopTraining`, not by an error among batches, which would leave
 * tensors behind.
 */
export function fitCallback(name: string, owner: { readonly signal: AbortSignal }, hooks: FitHooks): FitCallback {
  let { model } = hooks
  if (model !== undefined && typeof model?.fit !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `${name}: model must be a tfjs model, got ${describe(model)}`)
  let isTraining = false
  let lastEpoch = -1
  const nothing = async (): Promise<void> => {}
  const callback = {
    setParams(): void {},
    setModel(given: LayersModel): void {
      model = given
      // As an instance it needs all methods; as plain functions these two would make tfjs read the loss back at each batch.
      Object.assign(callback, { onEpochBegin: nothing, onBatchEnd: nothing })
    },
    async onTrainBegin(): Promise<void> {
      owner.signal.throwIfAborted()
      if (isTraining)
        throw new ParzenError(
          "CALLBACK_IN_USE",
          `${name}: belongs to a fit that has not ended, or ended by an error; make one for each fit`,
        )
      hooks.onTrainBegin?.(model)
      isTraining = true
    },
    async onBatchBegin(): Promise<void> {
      await breathe()
      if (owner.signal.aborted && model !== undefined) model.stopTraining = true
    },
    async onEpochEnd(epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
      const resolved = await resolve(logs)
      owner.signal.throwIfAborted()
      if (epoch <= lastEpoch) {
        const again = `${name}: epoch ${epoch} has been seen, fit was called again`
        throw new ParzenError("CALLBACK_IN_USE", `${again}; make a callback for each fit, or go on by initialEpoch`)
      }
      lastEpoch = epoch
      await hooks.onEpochEnd(epoch, resolved, model)
    },
    async onTrainEnd(): Promise<void> {
      isTraining = false
      await hooks.onTrainEnd?.(model)
    },
  }
  return callback as unknown as FitCallback
}

/** Puts numbers in place of tensors, which are disposed, for the callbacks that follow too. */
async function resolve(logs: UnresolvedLogs): Promise<Logs> {
  for (const [key, value] of Object.entries(logs)) {
    if (typeof value === "number") continue
    const [number = NaN] = Array.from(await value.data())
    logs[key] = number
    value.dispose()
  }
  return logs as Logs
}
