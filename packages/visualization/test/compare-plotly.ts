import type { PlotlyFigure } from "../src/index.ts"

const TOLERANCE = 1e-9
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]\d+)?/g

/** Where two figures differ: a path and both values. Numbers are equal to a relative 1e-9, also those within a text. */
export function differences(ours: PlotlyFigure, theirs: unknown): string[] {
  const found: string[] = []
  compare("", plain(ours), plain(theirs), found)
  return found
}

/** As JSON has it, with NaN and infinities as the recorded files write them. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => {
      if (typeof inner !== "number" || Number.isFinite(inner)) return inner
      return { number: Number.isNaN(inner) ? "nan" : inner > 0 ? "inf" : "-inf" }
    }),
  )
}

function compare(path: string, ours: unknown, theirs: unknown, found: string[]): void {
  if (found.length > 20 || isEqual(ours, theirs)) return
  const areObjects = typeof ours === "object" && typeof theirs === "object" && ours !== null && theirs !== null
  if (!areObjects || Array.isArray(ours) !== Array.isArray(theirs)) {
    found.push(`${path}: ${show(ours)} instead of ${show(theirs)}`)
    return
  }
  const [left, right] = [ours as Record<string, unknown>, theirs as Record<string, unknown>]
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    compare(`${path}/${key}`, left[key], right[key], found)
  }
}

function isEqual(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === "number" && typeof theirs === "number") return isNear(ours, theirs)
  if (typeof ours === "string" && typeof theirs === "string") return ours === theirs || isNearText(ours, theirs)
  return ours === theirs
}

/** Whether two texts are equal but for the last digits of the numbers in them: colours, and what stands under the pointer. */
function isNearText(ours: string, theirs: string): boolean {
  const [left, right] = [numbersOf(ours), numbersOf(theirs)]
  if (left.length !== right.length || ours.replace(NUMBER, "") !== theirs.replace(NUMBER, "")) return false
  return left.every((value, i) => isNear(value, right[i] as number))
}

function numbersOf(text: string): number[] {
  return Array.from(text.matchAll(NUMBER), ([number]) => Number(number))
}

function isNear(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? "nothing"
}
