import type { Pointer } from "@parzen/boosting"
import { toFloat32Array } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { arrayInterface } from "../data/array-interface.ts"
import type { DMatrix } from "../data/d-matrix.ts"
import type { Steps } from "../library/xgboost-library.ts"
import type { Predictions } from "./predictions.ts"
import { predictConfig, predictSteps } from "./predictions.ts"

/** The first and second derivatives of the loss by the margins: for each row, or row after row for each class. */
export interface Derivatives {
  readonly gradient: ArrayLike<number>
  readonly hessian: ArrayLike<number>
}

/** An objective of your own, of the margins of the training rows: what `predict` answers with `outputMargin`. */
export type ObjectiveFunction = (margins: Predictions, dtrain: DMatrix) => Derivatives

/** One round by an objective of the user's. @throws INVALID_DATA for derivatives that do not fit the margins, or are not finite */
export function* boostSteps(
  [booster, data]: readonly [Pointer, Pointer],
  dtrain: DMatrix,
  iteration: number,
  objective: ObjectiveFunction,
): Steps<void> {
  const margins = yield* predictSteps(booster, data, predictConfig({ outputMargin: true, training: true }))
  const width = margins instanceof Float32Array ? 1 : (margins[0]?.length ?? 1)
  const derivatives: Partial<Derivatives> | undefined = objective(margins, dtrain)
  const { gradient, hessian } = derivatives ?? {}
  if (gradient === undefined || hessian === undefined)
    throw new ParzenError("INVALID_DATA", `objective: answers { gradient, hessian }, got ${describe(derivatives)}`)
  const count = [dtrain.numRow * width, width === 1 ? "rows" : `rows of ${width} classes`] as const
  const arrays = [
    toFloat32Array(gradient, "gradient", { count }),
    toFloat32Array(hessian, "hessian", { count }),
  ] as const
  const [first, second] = arrays.map((array) => arrayInterface(array, [dtrain.numRow, width])) as [string, string]
  yield ["XGBoosterTrainOneIter", booster, data, iteration, first, second]
  // XGBoost reads the arrays until here; a use of them keeps them from the garbage collector.
  if (arrays[0].length !== arrays[1].length)
    throw new ParzenError("INVALID_DATA", "gradient and hessian differ in length")
}
