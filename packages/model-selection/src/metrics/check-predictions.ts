import { ParzenError } from "@parzen/core"

/** @throws INVALID_DATA unless there is a prediction and a weight for each true value, and at least one */
export function checkPredictions(yTrue: ArrayLike<unknown>, yPred: ArrayLike<unknown>, sampleWeight?: ArrayLike<number>): void {
  if (yTrue.length === 0) throw new ParzenError("INVALID_DATA", "yTrue: a metric needs one value or more, got none")
  if (yPred.length !== yTrue.length) {
    throw new ParzenError("INVALID_DATA", `yTrue has ${yTrue.length} values and yPred has ${yPred.length}`)
  }
  if (sampleWeight !== undefined && sampleWeight.length !== yTrue.length) {
    throw new ParzenError("INVALID_DATA", `yTrue has ${yTrue.length} values and sampleWeight has ${sampleWeight.length}`)
  }
}
