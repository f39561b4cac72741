import { describe, ParzenError, warn } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import { pairwiseSum } from "@parzen/core/math"
import type { WeightOptions } from "../check-weights.ts"
import type { IndicatorPair, LabelPair } from "../pair-targets.ts"
import { listOf, plainLabel } from "../read-targets.ts"
import type { LabelCounts } from "./label-counts.ts"
import { countLabels, countSamples, pickCounts } from "./label-counts.ts"

/**
 * What a metric of one class becomes where there are several: that of the positive class of two (`"binary"`), that of
 * all decisions together (`"micro"`), the mean over the classes (`"macro"`), also weighted by how often each is true
 * (`"weighted"`), or, of several labels at once, the mean over the rows (`"samples"`).
 */
export type LabelAverage = "binary" | "micro" | "macro" | "weighted" | "samples"

/** Options of metrics that judge class by class. */
export interface LabelAverageOptions extends WeightOptions {
  /** By default `"binary"`; `null` answers a number for each class. */
  readonly average?: LabelAverage | undefined
  /** The positive class, where the average is `"binary"`. By default 1. */
  readonly posLabel?: Label | null | undefined
  /**
   * The classes to judge, in that order; by default all that occur, ascending. Of several labels at once: their
   * columns.
   */
  readonly labels?: ArrayLike<Label> | undefined
  /** What 0 / 0 is: 0, 1, or NaN, which is left out of means. By default (`"warn"`) 0 with a warning. */
  readonly zeroDivision?: number | "warn" | undefined
}

/** `Options` that ask for a number for each class. */
export type PerLabel<Options> = Omit<Options, "average"> & { readonly average: null }

/** Options that ask for either. */
export type AnyAverageOptions = Omit<LabelAverageOptions, "average"> & {
  readonly average?: LabelAverage | null | undefined
}

const AVERAGES: readonly unknown[] = ["binary", "micro", "macro", "weighted", "samples", null]

/**
 * The counts that `average` is made of: of one class, all classes, each row, or all together.
 * @throws INVALID_ARGUMENT for an unknown average; INVALID_DATA where it does not fit the classes
 */
export function countsFor(
  pair: LabelPair | IndicatorPair,
  { average = "binary", posLabel = 1, labels }: AnyAverageOptions,
): LabelCounts {
  if (!AVERAGES.includes(average)) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `average: takes ${AVERAGES.map(String).join(", ")}, got ${describe(average)}`,
    )
  }
  if (average === "binary") return pickCounts(countLabels(pair), [positiveCode(pair, posLabel)])
  if (posLabel !== null && plainLabel(posLabel) !== 1) {
    warn(
      `posLabel: ${String(posLabel)} is not heeded where the average is '${String(average)}'; labels: [${String(posLabel)}] picks one class`,
    )
  }
  if (average === "samples") return countSamples(pair, labels)
  const counts = countLabels(pair, labels)
  if (average !== "micro") return counts
  const total = (values: Float64Array): Float64Array => Float64Array.of(pairwiseSum(values))
  return { right: total(counts.right), predicted: total(counts.predicted), actual: total(counts.actual) }
}

/**
 * Quotients, with `zeroDivision` where 0 is divided by.
 * @throws INVALID_ARGUMENT for what is no `zeroDivision`
 */
export function divide(
  numerator: Float64Array,
  denominator: Float64Array,
  zeroDivision: number | "warn",
  warning?: string,
): Float64Array {
  if (zeroDivision !== "warn" && zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision)) {
    throw new ParzenError("INVALID_ARGUMENT", `zeroDivision: takes 'warn', 0, 1 or NaN, got ${describe(zeroDivision)}`)
  }
  const undefinedOnes = denominator.filter((value) => value === 0).length
  if (undefinedOnes > 0 && zeroDivision === "warn" && warning !== undefined) {
    warn(
      `${warning} in ${undefinedOnes} of ${denominator.length} cases, taken as 0; the option zeroDivision says otherwise`,
    )
  }
  const stead = zeroDivision === "warn" ? 0 : zeroDivision
  return numerator.map((value, i) => (denominator[i] === 0 ? stead : value / (denominator[i] as number)))
}

/** The place of the positive class, -1 if it does not occur. */
function positiveCode(pair: LabelPair | IndicatorPair, posLabel: Label | null): number {
  if (pair.kind === "indicators") {
    throw new ParzenError(
      "INVALID_DATA",
      "average: 'binary' takes two classes, not several labels at once; choose another",
    )
  }
  const { classes } = pair
  if (classes.length > 2) {
    throw new ParzenError(
      "INVALID_DATA",
      `average: 'binary' takes two classes, there are ${listOf(classes)}; choose another`,
    )
  }
  const code = posLabel === null ? -1 : classes.indexOf(plainLabel(posLabel))
  if (code < 0 && classes.length === 2) {
    throw new ParzenError("INVALID_DATA", `posLabel: ${String(posLabel)} is none of the classes ${listOf(classes)}`)
  }
  return code
}
