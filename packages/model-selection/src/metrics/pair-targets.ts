import { ParzenError } from "@parzen/core"
import type { Label } from "../data/labels.ts"
import { checkWeights } from "./check-weights.ts"
import type { Indicator, PlainLabel } from "./read-targets.ts"
import { checkSameKind, distinct, encode, isIndicator, readTargets } from "./read-targets.ts"
import { checkSameRows } from "./table.ts"

/**
 * The classes of rows: a label for each row; or, where a row has several labels at once, 1 or 0 for each label that
 * there is.
 */
export type ClassTargets = ArrayLike<Label> | ArrayLike<ArrayLike<number>>

/** True and predicted labels as indices into `classes`, which holds those of either, ascending. */
export interface LabelPair {
  readonly kind: "labels"
  readonly classes: readonly PlainLabel[]
  readonly yTrue: Int32Array
  readonly yPred: Int32Array
  readonly weights: Float64Array | undefined
}

/** True and predicted labels of rows with several at once. */
export interface IndicatorPair {
  readonly kind: "indicators"
  readonly yTrue: Indicator
  readonly yPred: Indicator
  readonly weights: Float64Array | undefined
}

/**
 * True and predicted classes, numbered together.
 * @throws INVALID_DATA for different lengths, none at all, different kinds, and what are no classes
 */
export function pairTargets(
  yTrue: ArrayLike<unknown>,
  yPred: ArrayLike<unknown>,
  sampleWeight?: ArrayLike<number>,
): LabelPair | IndicatorPair {
  checkSameRows(yTrue, yPred, "yPred")
  const weights = checkWeights(sampleWeight, yTrue.length)
  const actual = readTargets(yTrue, "yTrue")
  const predicted = readTargets(yPred, "yPred")
  if (isIndicator(actual) && isIndicator(predicted)) {
    if (actual.nLabels !== predicted.nLabels) {
      throw new ParzenError("INVALID_DATA", `yTrue has ${actual.nLabels} columns and yPred has ${predicted.nLabels}`)
    }
    return { kind: "indicators", yTrue: actual, yPred: predicted, weights }
  }
  if (isIndicator(actual) || isIndicator(predicted)) {
    throw new ParzenError("INVALID_DATA", "yTrue and yPred: one has a label for each row, the other a row of 0 and 1")
  }
  checkSameKind(actual, predicted, "yPred")
  const classes = distinct([...actual, ...predicted])
  return { kind: "labels", classes, yTrue: encode(actual, classes), yPred: encode(predicted, classes), weights }
}

/**
 * {@link pairTargets} with one label for each row.
 * @throws INVALID_DATA for several labels at once too
 */
export function pairLabels(
  yTrue: ArrayLike<unknown>,
  yPred: ArrayLike<unknown>,
  sampleWeight?: ArrayLike<number>,
): LabelPair {
  const pair = pairTargets(yTrue, yPred, sampleWeight)
  if (pair.kind === "labels") return pair
  throw new ParzenError("INVALID_DATA", "yTrue: this metric takes one label for each row, not several at once")
}
