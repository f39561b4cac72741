import type { Pointer } from "@parzen/boosting"
import { toFloat32Array } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { Dataset } from "../data/dataset.ts"
import type { ObjectiveFunction } from "../params/params.ts"
import { predictionsOf } from "./evaluate.ts"

/** The first and second derivative of a loss of the user's, where the model stands now. @throws INVALID_DATA */
export function derivativesOf(
  pointer: Pointer,
  trainSet: Dataset,
  objective: ObjectiveFunction,
): readonly Float32Array[] {
  const scores = predictionsOf(pointer, 0)
  const derivatives: unknown = objective(scores, trainSet)
  const { gradient, hessian } = (derivatives ?? {}) as Partial<ReturnType<ObjectiveFunction>>
  if (gradient === undefined || hessian === undefined)
    throw new ParzenError("INVALID_DATA", `objective: answers { gradient, hessian }, got ${describe(derivatives)}`)
  const count = [scores.length, "scores"] as const
  return [toFloat32Array(gradient, "gradient", { count }), toFloat32Array(hessian, "hessian", { count })]
}
