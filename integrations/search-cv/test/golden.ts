import { readFileSync } from "node:fs"
import { expect } from "vitest"
import type { CVResults } from "../src/index.ts"

/** One search as scikit-learn 1.9.1 made it. */
export interface GoldenSearch {
  readonly name: string
  readonly timeKeys: readonly string[]
  readonly bestIndex: number
  readonly bestParams: Readonly<Record<string, unknown>>
  readonly bestScore: number
  readonly cvResults: Readonly<Record<string, readonly unknown[]>>
  readonly nResources?: readonly number[]
  readonly nCandidates?: readonly number[]
  readonly nIterations?: number
  readonly minResources?: number
  readonly maxResources?: number
}

/** 150 rows of three classes, and what scikit-learn's searches found out about them. */
export const golden: {
  readonly X: number[][]
  readonly y: number[]
  readonly seed: number
  readonly searches: readonly GoldenSearch[]
} = JSON.parse(readFileSync(new URL("golden/search-cv.json", import.meta.url), "utf8"))

/** The recorded search of that name. */
export function recorded(name: string): GoldenSearch {
  const found = golden.searches.find((search) => search.name === name)
  if (found === undefined) throw new Error(`no golden search is named ${name}`)
  return found
}

/** Expects the recorded columns, key for key in their order; numbers to a relative 1e-12, whole ones exactly, times as numbers. */
export function expectColumns(results: CVResults, { cvResults, timeKeys }: GoldenSearch): void {
  const found = results as unknown as Readonly<Record<string, readonly unknown[]>>
  const keys = Object.keys(cvResults)
  const before = keys.filter((key) => key === "iter" || key === "n_resources")
  expect(Object.keys(found)).toEqual([...before, ...timeKeys, ...keys.slice(before.length)])
  for (const key of timeKeys) {
    expect(found[key]?.every((seconds) => typeof seconds === "number" && seconds >= 0)).toBe(true)
  }
  const rounded = keys.map((key) => [
    key,
    (found[key] ?? []).map((value, i) => unlessEqual(value, cvResults[key]?.[i])),
  ])
  expect(Object.fromEntries(rounded)).toEqual(cvResults)
}

/** The recorded value, if the one found is equal to it. */
function unlessEqual(found: unknown, value: unknown): unknown {
  if (typeof found !== "number" || typeof value !== "number") return found ?? null
  return Math.abs(found - value) <= 1e-12 * Math.abs(value) ? value : found
}
