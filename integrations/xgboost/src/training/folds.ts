import { describe, ParzenError, RandomState } from "@parzen/core"
import type { CV } from "@parzen/model-selection"
import { checkCv, StratifiedKFold } from "@parzen/model-selection"
import type { DMatrix } from "../data/d-matrix.ts"

/** How {@link makeFolds} splits. */
export interface FoldOptions {
  /** How many folds; 3 by default. */
  readonly nfold?: number | undefined
  /** Whether each fold has the classes in their shares; by default not. */
  readonly stratified?: boolean | undefined
  /** A splitter, or the splits themselves, in place of `nfold`, `stratified` and `shuffle`. */
  readonly folds?: CV | undefined
  /** Whether rows are shuffled; by default they are. */
  readonly shuffle?: boolean | undefined
  /** What rows are shuffled by; 0 by default. */
  readonly seed?: number | undefined
}

/** One fold: what is trained on, and what is not. */
export interface Fold {
  readonly dtrain: DMatrix
  readonly dtest: DMatrix
}

/**
 * The folds that Python's `xgboost.cv` makes by numpy's random numbers (3.2.0, training.py). Of a ranking whole groups are dealt out.
 * They are the caller's to dispose of.
 * @throws INVALID_ARGUMENT; what `folds` refuses
 */
export function makeFolds(data: DMatrix, options: FoldOptions): Fold[] {
  const { nfold = 3, stratified = false, folds, shuffle = true, seed = 0 } = options
  const { group, numRow } = data
  if (folds === undefined) checkCount(nfold, group?.length ?? numRow, group === undefined ? "rows" : "groups")
  const made: DMatrix[] = []
  try {
    if (group !== undefined && folds === undefined && !stratified) {
      const begins = beginsOf(group)
      const rowsOf = (groups: readonly number[]): number[] =>
        groups.flatMap((g) => Array.from({ length: group[g] as number }, (_, row) => (begins[g] as number) + row))
      for (const part of dealtOut(group.length, nfold, shuffle, seed))
        for (const groups of part)
          made.push(data.slice(rowsOf(groups), { group: groups.map((g) => group[g] as number) }))
    } else {
      for (const part of splitRows(data, { nfold, stratified, folds, shuffle, seed }))
        for (const rows of part) made.push(data.slice(rows))
    }
  } catch (error) {
    for (const matrix of made) matrix.dispose()
    throw error
  }
  return Array.from({ length: made.length / 2 }, (_, fold) => ({
    dtrain: made[2 * fold] as DMatrix,
    dtest: made[2 * fold + 1] as DMatrix,
  }))
}

type Parts = readonly [train: ArrayLike<number>, test: ArrayLike<number>]

function splitRows(
  data: DMatrix,
  { nfold = 3, stratified, folds, shuffle = true, seed = 0 }: FoldOptions,
): Iterable<Parts> {
  if (folds === undefined && stratified !== true) return dealtOut(data.numRow, nfold, shuffle, seed)
  const labels = data.label
  const rows = Array.from(labels.keys())
  if (folds !== undefined) return checkCv(folds, labels, { classifier: false }).split(rows, labels)
  return new StratifiedKFold({ nSplits: nfold, shuffle: true, randomState: seed }).split(rows, labels)
}

/** numpy's `array_split` of a permutation: for each part the others, in order, and the part. */
function dealtOut(n: number, nParts: number, shuffle: boolean, seed: number): (readonly [number[], number[]])[] {
  const order = shuffle ? Array.from(new RandomState(seed).permutation(n)) : Array.from({ length: n }, (_, i) => i)
  const sizes = Array.from({ length: nParts }, (_, part) => Math.floor(n / nParts) + (part < n % nParts ? 1 : 0))
  let begin = 0
  const parts = sizes.map((size) => order.slice(begin, (begin += size)))
  return parts.map((test, part) => [parts.flatMap((rows, other) => (other === part ? [] : rows)), test] as const)
}

function beginsOf(sizes: ArrayLike<number>): number[] {
  let begin = 0
  return Array.from(sizes, (size) => (begin += size) - size)
}

function checkCount(nfold: unknown, n: number, unit: string): void {
  if (Number.isSafeInteger(nfold) && (nfold as number) >= 2 && (nfold as number) <= n) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `nfold: takes an integer from 2 to ${n}, the number of ${unit}, got ${describe(nfold)}`,
  )
}
