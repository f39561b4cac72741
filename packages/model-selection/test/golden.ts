import { readFileSync } from "node:fs"

/** What scikit-learn 1.9.1 answered for 31 rows of three classes and seven groups. */
export interface GoldenSplits {
  readonly y: readonly number[]
  readonly groups: readonly number[]
  readonly seed: number
  readonly splits: Readonly<Record<string, readonly (readonly [readonly number[], readonly number[]])[]>>
}

export const golden: GoldenSplits = JSON.parse(readFileSync(new URL("golden/splits.json", import.meta.url), "utf8"))

/** A placeholder for the rows: only their number counts. */
export const X: readonly number[][] = golden.y.map((_, row) => [row])

/** The recorded splits of that name. */
export function recorded(name: string): readonly (readonly [readonly number[], readonly number[]])[] {
  const splits = golden.splits[name]
  if (splits === undefined) throw new Error(`no golden splits are named ${name}`)
  return splits
}

/** Splits as plain arrays, to compare. */
export function plain(splits: Iterable<readonly [ArrayLike<number>, ArrayLike<number>]>): (readonly [number[], number[]])[] {
  return Array.from(splits, ([train, test]) => [Array.from(train), Array.from(test)] as const)
}
