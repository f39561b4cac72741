import { describe, ParzenError, warn } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Decisions } from "../../estimator.ts"
import type { WeightOptions } from "../check-weights.ts"
import { checkWeights } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { distinct, isIndicator, readTargets } from "../read-targets.ts"
import { checkSameRows, toTable } from "../table.ts"
import { auc } from "./auc.ts"
import type { ScoreAverage } from "./binary-average.ts"
import { averageBinary } from "./binary-average.ts"
import type { BinaryTargets } from "./binary-targets.ts"
import { oneScore } from "./binary-targets.ts"
import { sameShape } from "./class-scores.ts"
import { multiclassRocAuc } from "./multiclass-roc-auc.ts"
import { rocPoints } from "./roc-curve.ts"

/** Options of {@link rocAucScore}. */
export interface RocAucOptions extends WeightOptions {
  /**
   * How the classes are taken together, if there are more than two or several at once; `null` answers a number for
   * each. By default `"macro"`.
   */
  readonly average?: ScoreAverage | undefined
  /** Of two classes: the area up to this false positive rate, standardised so that chance is 0.5; above 0, up to 1. */
  readonly maxFpr?: number | undefined
  /** More than two classes: each against the rest (`"ovr"`), or each pair by itself (`"ovo"`). Must be chosen. */
  readonly multiClass?: "raise" | "ovr" | "ovo" | undefined
  /** The classes of the columns, ascending; needed where `yTrue` does not have them all. */
  readonly labels?: ArrayLike<Label> | undefined
}

type AnyRocAucOptions = Omit<RocAucOptions, "average"> & { readonly average?: ScoreAverage | null | undefined }

/**
 * The area under the receiver operating characteristic: the chance that a positive row scores above a negative one
 * (scikit-learn 1.9, `roc_auc_score`). NaN, with a warning, where only one class occurs.
 *
 * `yScore` is of two classes a score for each row, of more their probabilities (columns by ascending class), of several
 * labels at once a score for each.
 * @throws INVALID_DATA for different lengths, columns that do not fit the classes, and of more than two classes
 * probabilities that do not sum to 1; INVALID_ARGUMENT for options that do not fit
 */
export function rocAucScore(
  yTrue: ClassTargets,
  yScore: Decisions,
  options: Omit<RocAucOptions, "average"> & { readonly average: null },
): Float64Array
export function rocAucScore(yTrue: ClassTargets, yScore: Decisions, options?: RocAucOptions): number
export function rocAucScore(
  yTrue: ClassTargets,
  yScore: Decisions,
  options: AnyRocAucOptions = {},
): number | Float64Array {
  const { average = "macro", maxFpr, multiClass = "raise", labels } = options
  checkSameRows(yTrue, yScore, "yScore")
  checkMaxFpr(maxFpr)
  const targets = readTargets(yTrue, "yTrue")
  const table = toTable(yScore, "yScore")
  const weights = checkWeights(options.sampleWeight, table.rows)
  const area = (binary: BinaryTargets): number => binaryRocAuc(binary, maxFpr)
  if (isIndicator(targets)) return averageBinary(area, sameShape(targets, table, weights), average)
  const classes = distinct(targets)
  if (classes.length > 2 || (table.columns ?? 1) > 2) {
    if (maxFpr !== undefined && maxFpr !== 1) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `maxFpr: takes two classes, there are ${Math.max(classes.length, table.columns ?? 1)}`,
      )
    }
    return multiclassRocAuc(targets, table, { average, multiClass, labels, weights, area })
  }
  if (classes.length < 2) return notDefined()
  return area({
    positive: Uint8Array.from(targets, (label) => Number(label === classes[1])),
    scores: oneScore(table),
    weights,
  })
}

function notDefined(): number {
  warn("rocAucScore: yTrue has only one class, the area is not defined")
  return NaN
}

function binaryRocAuc(targets: BinaryTargets, maxFpr: number | undefined): number {
  if (!(targets.positive.includes(0) && targets.positive.includes(1))) return notDefined()
  const { fpr, tpr } = rocPoints(targets)
  return maxFpr === undefined || maxFpr === 1 ? auc(fpr, tpr) : partialAuc(fpr, tpr, maxFpr)
}

/** McClish 1989: the area up to `maxFpr`, between that of chance (0.5) and the largest possible (1). */
function partialAuc(fpr: Float64Array, tpr: Float64Array, maxFpr: number): number {
  const stop = fpr.findIndex((rate) => rate > maxFpr)
  const [x0, x1, y0, y1] = [fpr[stop - 1], fpr[stop], tpr[stop - 1], tpr[stop]] as [number, number, number, number]
  const end = y0 + ((y1 - y0) / (x1 - x0)) * (maxFpr - x0)
  const area = auc([...fpr.subarray(0, stop), maxFpr], [...tpr.subarray(0, stop), end])
  const least = 0.5 * maxFpr ** 2
  return 0.5 * (1 + (area - least) / (maxFpr - least))
}

function checkMaxFpr(maxFpr: number | undefined): void {
  if (maxFpr === undefined || (maxFpr > 0 && maxFpr <= 1)) return
  throw new ParzenError("INVALID_ARGUMENT", `maxFpr: takes a number above 0 and up to 1, got ${describe(maxFpr)}`)
}
