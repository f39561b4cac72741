import { describe, ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"

/** The rows to train on and the rows to test on. */
export type Split = readonly [train: Int32Array, test: Int32Array]

/** Divides rows into training and test rows, several times over. */
export interface Splitter {
  /** How many splits there will be. */
  getNSplits(X?: Data, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): number
  /** The splits, one after another. Rows count from 0. */
  split(X: Data, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): Iterable<Split>
}

/** Yields for each fold the rows outside it and the rows in it, both ascending. `foldOf[i]` is the fold of row `i`. */
export function* splitByFold(foldOf: Int32Array, nSplits: number): Generator<Split, void, undefined> {
  for (let fold = 0; fold < nSplits; fold++) yield partition(foldOf, fold)
}

function partition(foldOf: Int32Array, fold: number): Split {
  let nTest = 0
  for (const other of foldOf) if (other === fold) nTest++
  const train = new Int32Array(foldOf.length - nTest)
  const test = new Int32Array(nTest)
  let i = 0
  let j = 0
  for (let row = 0; row < foldOf.length; row++) {
    if (foldOf[row] === fold) test[j++] = row
    else train[i++] = row
  }
  return [train, test]
}

/** Those of 0..n-1 that are not among `rows`, ascending. */
export function without(n: number, rows: Int32Array): Int32Array {
  const isOut = new Uint8Array(n)
  for (const row of rows) isOut[row] = 1
  return Int32Array.from({ length: n }, (_, row) => row).filter((row) => isOut[row] === 0)
}

/** @throws INVALID_ARGUMENT unless `value` is a whole number from `least` */
export function checkWhole(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a whole number from ${least}, got ${describe(value)}`)
}

/** @throws INVALID_DATA if there are fewer rows than folds */
export function checkEnoughRows(nSplits: number, nRows: number): void {
  if (nSplits <= nRows) return
  throw new ParzenError("INVALID_DATA", `nSplits: ${nSplits} folds need as many rows or more, X has ${nRows}`)
}
