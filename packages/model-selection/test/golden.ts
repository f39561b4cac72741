import { readFileSync } from "node:fs"
import { expect } from "vitest"
import type { Splitter } from "../src/index.ts"

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
export function plain(
  splits: Iterable<readonly [ArrayLike<number>, ArrayLike<number>]>,
): (readonly [number[], number[]])[] {
  return Array.from(splits, ([train, test]) => [Array.from(train), Array.from(test)] as const)
}

/** Further splits of the same rows, by splitter and options. */
export interface MoreSplits {
  readonly recorded: readonly {
    readonly splitter: string
    readonly options: never
    readonly splits: readonly (readonly [readonly number[], readonly number[]])[]
  }[]
  readonly leavePOut: {
    readonly n: number
    readonly p: number
    readonly splits: readonly (readonly [number[], number[]])[]
  }
}

export const more: MoreSplits = JSON.parse(readFileSync(new URL("golden/more-splits.json", import.meta.url), "utf8"))

/** Expects of `create` every recorded split of the splitter of that name. */
export function expectRecorded(splitter: string, create: (options: never) => Splitter): void {
  const cases = more.recorded.filter((other) => other.splitter === splitter)
  expect(cases.length).toBeGreaterThan(0)
  for (const { options, splits } of cases) {
    const made = create(options)
    expect(plain(made.split(X, golden.y, golden.groups))).toEqual(plain(splits))
    expect(made.getNSplits(X, golden.y, golden.groups)).toBe(splits.length)
  }
}
