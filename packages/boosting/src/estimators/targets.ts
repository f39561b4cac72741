import { ParzenError } from "@parzen/core"
import type { Label } from "@parzen/model-selection"
import { encodeClasses } from "@parzen/model-selection"
import type { FitTargets } from "./boosted-model.ts"

/** Classes with what a library is to learn: their numbers. @throws INVALID_DATA for labels that are none, and a single class */
export function classTargets<Y extends Label>(y: ArrayLike<Y>): FitTargets & { readonly classes: readonly Y[] } {
  const { classes, codes } = encodeClasses(y)
  if (classes.length < 2)
    throw new ParzenError("INVALID_DATA", `y: a classifier needs two classes or more, got ${classes.length}`)
  return { classes, label: codes, nClasses: classes.length }
}

/** What is regressed on. @throws INVALID_DATA for what is no finite number */
export function numberTargets(y: ArrayLike<number>): FitTargets {
  const row = Array.prototype.findIndex.call(y ?? [], (value) => !Number.isFinite(value))
  if (row >= 0) throw new ParzenError("INVALID_DATA", `y: takes finite numbers, row ${row} is ${String(y[row])}`)
  return { label: y, nClasses: undefined }
}

/** For each row the probabilities of the classes: of two, a library may answer that of the second alone. */
export function toProbabilities(
  predictions: ArrayLike<number> | readonly (readonly number[])[],
): readonly (readonly number[])[] {
  if (predictions.length === 0 || typeof predictions[0] !== "number")
    return predictions as readonly (readonly number[])[]
  return Array.from(predictions as ArrayLike<number>, (second) => [1 - second, second])
}

/** The most probable class of each row, of equals the first; where all are NaN too. */
export function mostProbable<Y>(probabilities: readonly (readonly number[])[], classes: readonly Y[]): Y[] {
  return probabilities.map((row) => classes[Math.max(row.indexOf(Math.max(...row)), 0)] as Y)
}

/** @throws INVALID_ARGUMENT for several numbers for each row, which no regressor of scikit-learn's kind answers */
export function toNumbers(predictions: ArrayLike<number> | readonly (readonly number[])[]): Float64Array {
  if (predictions.length > 0 && typeof predictions[0] !== "number")
    throw new ParzenError(
      "INVALID_ARGUMENT",
      "this objective predicts several numbers for each row: use train and predict",
    )
  return Float64Array.from(predictions as ArrayLike<number>)
}
