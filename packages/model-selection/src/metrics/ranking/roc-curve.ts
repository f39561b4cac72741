import type { Decisions } from "../../estimator.ts"
import { warn } from "@parzen/core"
import type { ClassTargets } from "../pair-targets.ts"
import type { BinaryTargets, CurveOptions } from "./binary-targets.ts"
import { binaryTargets } from "./binary-targets.ts"
import { countAtThresholds } from "./threshold-counts.ts"

/** Options of {@link rocCurve}. */
export interface RocCurveOptions extends CurveOptions {
  /** Whether to leave out points on a straight line between others. By default true. */
  readonly dropIntermediate?: boolean | undefined
}

/** The receiver operating characteristic, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** The share of the negative rows that is predicted positive. */
  readonly fpr: Float64Array
  /** The share of the positive rows that is predicted positive. */
  readonly tpr: Float64Array
  /** From which score on a row is predicted positive; the first is infinite. */
  readonly thresholds: Float64Array
}

/**
 * How false and true positives grow as the threshold falls (scikit-learn 1.9, `roc_curve`). NaN, with a warning, where
 * there are no negative or no positive rows.
 * @throws INVALID_DATA for different lengths, and classes of which it is not known which is positive
 */
export function rocCurve(yTrue: ClassTargets, yScore: Decisions, options: RocCurveOptions = {}): RocCurve {
  return rocPoints(binaryTargets(yTrue, yScore, options), options.dropIntermediate)
}

/** The same of what is checked already. */
export function rocPoints({ positive, scores, weights }: BinaryTargets, dropIntermediate = true): RocCurve {
  const { thresholds, truePositives, falsePositives } = countAtThresholds(positive, scores, weights)
  const last = thresholds.length - 1
  const isCorner = (_: number, i: number): boolean =>
    i === 0 || i === last || bend(falsePositives, i) !== 0 || bend(truePositives, i) !== 0
  const kept = (values: Float64Array): Float64Array => (dropIntermediate && last > 1 ? values.filter(isCorner) : values)
  return {
    fpr: shares(kept(falsePositives), "negative"),
    tpr: shares(kept(truePositives), "positive"),
    thresholds: Float64Array.from([Infinity, ...kept(thresholds)]),
  }
}

/** The second difference: 0 on a straight line. */
function bend(values: Float64Array, i: number): number {
  const value = values[i] as number
  return (values[i + 1] as number) - value - (value - (values[i - 1] as number))
}

function shares(counts: Float64Array, kind: string): Float64Array {
  const total = counts[counts.length - 1] as number
  if (total <= 0) warn(`rocCurve: yTrue has no ${kind} rows, their share is NaN`)
  return Float64Array.from({ length: counts.length + 1 }, (_, i) => {
    if (total <= 0) return NaN
    return i === 0 ? 0 : (counts[i - 1] as number) / total
  })
}
