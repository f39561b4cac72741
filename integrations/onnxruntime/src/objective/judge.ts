import { describe, ParzenError } from "@parzen/core"
import type { Data, Estimator, Label } from "@parzen/model-selection"
import { checkXY, getScorer, takeRows } from "@parzen/model-selection"
import { OnnxClassifier } from "../estimators/onnx-classifier.ts"
import { OnnxRegressor } from "../estimators/onnx-regressor.ts"
import { batchesOf } from "../estimators/row-tensors.ts"
import type { OnnxRuntime, OnnxSession } from "../runtime/onnx-runtime.ts"
import type { Feeds } from "../runtime/run-session.ts"
import type { JudgingData, OnnxObjectiveOptions } from "./onnx-objective-options.ts"

/** Scores sessions on the data of an objective. */
export interface Judge {
  score(ort: OnnxRuntime, session: OnnxSession, batchSize: number, signal: AbortSignal): Promise<number>
  /** The first rows of the data, over again where they are fewer than `batchSize`. */
  feeds(ort: OnnxRuntime, session: OnnxSession, batchSize: number): Feeds
}

/** @throws INVALID_ARGUMENT, INVALID_DATA, UNKNOWN_SCORER */
export function judgeOf(options: OnnxObjectiveOptions, data: JudgingData): Judge {
  const { task = "classification", scoring, estimator = {}, allowNaN = false } = options
  if (task !== "classification" && task !== "regression")
    throw new ParzenError("INVALID_ARGUMENT", `task: is 'classification' or 'regression', got ${describe(task)}`)
  const { X, y } = data
  const rows = checkXY(X, y)
  const scorer = getScorer<Data, Label>(scoring ?? (task === "regression" ? "r2" : "accuracy"))
  const create = (model: () => OnnxSession, params: object): Estimator<Data, Label> =>
    (task === "regression" ? new OnnxRegressor(model, params) : new OnnxClassifier<Label>(model, params)) as Estimator<
      Data,
      Label
    >
  const noSession = (): OnnxSession => {
    throw new ParzenError("INVALID_ARGUMENT", "models: none is there yet")
  }
  create(noSession, estimator)
  return {
    async score(ort, session, batchSize, signal) {
      const judged = create(() => untilAborted(session, signal), { batchSize, allowNaN, ...estimator, ort })
      try {
        const score = await scorer(judged, X, y)
        if (judged.classes !== undefined) checkKnown(y, judged.classes)
        return score
      } catch (error) {
        signal.throwIfAborted()
        throw error
      }
    },
    feeds(ort, session, batchSize) {
      const batch = takeRows(
        X,
        Int32Array.from({ length: batchSize }, (_, i) => i % rows),
      )
      const first = batchesOf(ort, session, batch, { batchSize, allowNaN }).next()
      return (first.value as { readonly feeds: Feeds }).feeds
    },
  }
}

/** @throws INVALID_DATA for a label that the model cannot say, so that a score of 0 has its reason */
function checkKnown(y: ArrayLike<Label>, classes: ArrayLike<Label>): void {
  const known = new Set(Array.from(classes))
  const row = Array.from(y).findIndex((label) => !known.has(label))
  if (row < 0) return
  const message = `y: row ${row} is ${describe(y[row])}, none of the model's classes ${describe(Array.from(classes))}: give estimator: { classes }`
  throw new ParzenError("INVALID_DATA", message)
}

/** The session, which runs nothing more once `signal` has aborted. */
function untilAborted(session: OnnxSession, signal: AbortSignal): OnnxSession {
  const { inputNames, outputNames, inputMetadata, outputMetadata } = session
  return {
    inputNames,
    outputNames,
    ...(inputMetadata && { inputMetadata }),
    ...(outputMetadata && { outputMetadata }),
    async run(feeds, outputs) {
      signal.throwIfAborted()
      return session.run(feeds, outputs)
    },
    release: async () => {},
  }
}
