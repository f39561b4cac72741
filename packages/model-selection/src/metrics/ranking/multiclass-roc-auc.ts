import { describe, ParzenError } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import { pairwiseSum } from "@parzen/core/math"
import { average as averageOf } from "../average.ts"
import type { PlainLabel } from "../read-targets.ts"
import type { Table } from "../table.ts"
import type { ScoreAverage } from "./binary-average.ts"
import { averageBinary } from "./binary-average.ts"
import type { BinaryTargets } from "./binary-targets.ts"
import { codesOf, oneAgainstRest } from "./class-scores.ts"

/** How {@link multiclassRocAuc} goes about it. */
export interface MulticlassRocAucOptions {
  readonly average: ScoreAverage | null
  readonly multiClass: "raise" | "ovr" | "ovo"
  readonly labels: ArrayLike<Label> | undefined
  readonly weights: Float64Array | undefined
  /** The area of two classes. */
  readonly area: (targets: BinaryTargets) => number
}

/**
 * The area under the curve of more than two classes: each against the rest (Provost & Domingos 2000), or each pair by
 * itself (Hand & Till 2001; scikit-learn 1.9, `roc_auc_score`).
 * @throws INVALID_ARGUMENT for options that do not fit; INVALID_DATA for rows that do not sum to 1, and columns that do
 * not fit
 */
export function multiclassRocAuc(
  targets: readonly PlainLabel[],
  table: Table,
  options: MulticlassRocAucOptions,
): number | Float64Array {
  const { average, multiClass, labels, weights, area } = options
  if (multiClass !== "ovr" && multiClass !== "ovo") {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `multiClass: of more than two classes takes 'ovr' or 'ovo', got ${describe(multiClass)}`,
    )
  }
  const codes = codesOf(targets, table.columns, labels)
  checkSums(table)
  if (multiClass === "ovr") {
    if (average === "samples") refuse(average, "ovr")
    return averageBinary(area, oneAgainstRest(codes, table, weights), average)
  }
  if (average !== "macro" && average !== "weighted") return refuse(average, "ovo")
  if (weights !== undefined) throw new ParzenError("INVALID_ARGUMENT", "sampleWeight: multiClass 'ovo' takes none")
  return oneAgainstOne(codes, table, average, area)
}

function oneAgainstOne(
  codes: Int32Array,
  table: Table,
  average: "macro" | "weighted",
  area: (targets: BinaryTargets) => number,
): number {
  const occurring = [...new Set(codes)].sort((a, b) => a - b)
  const pairs = occurring.flatMap((a, i) => occurring.slice(i + 1).map((b) => [a, b] as const))
  const areas = new Float64Array(pairs.length)
  const shares = new Float64Array(pairs.length)
  for (const [i, [a, b]] of pairs.entries()) {
    const rows = Int32Array.from(codes.keys()).filter((row) => codes[row] === a || codes[row] === b)
    const ofClass = (code: number): number =>
      area({
        positive: Uint8Array.from(rows, (row) => Number(codes[row] === code)),
        scores: Float64Array.from(rows, (row) => table.data[row * (table.columns ?? 1) + code] as number),
        weights: undefined,
      })
    areas[i] = (ofClass(a) + ofClass(b)) / 2
    shares[i] = rows.length / codes.length
  }
  return averageOf(areas, average === "weighted" ? shares : undefined)
}

/** Within numpy's `allclose`: 1e-8 and 1e-5 of the sum. */
function checkSums({ rows, columns = 1, data }: Table): void {
  for (let row = 0; row < rows; row++) {
    const total = pairwiseSum(data, row * columns, (row + 1) * columns)
    if (Math.abs(1 - total) <= 1e-8 + 1e-5 * Math.abs(total)) continue
    throw new ParzenError(
      "INVALID_DATA",
      `yScore: of more than two classes takes probabilities, row ${row} sums to ${total}`,
    )
  }
}

function refuse(average: ScoreAverage | null, multiClass: string): never {
  throw new ParzenError("INVALID_ARGUMENT", `average: ${String(average)} does not go with multiClass '${multiClass}'`)
}
