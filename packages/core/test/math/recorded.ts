import * as fc from "fast-check"
import { readFileSync } from "node:fs"

const WORDS: Record<string, number> = { nan: NaN, inf: Infinity, "-inf": -Infinity }

/** A recorded file, `path` relative to `test/`, with `{"number": "inf"}` and its like read as numbers. */
export function recorded<T>(path: string): T {
  const text = readFileSync(new URL(`../${path}`, import.meta.url), "utf8")
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("number" in value)) return value
    return WORDS[String(value.number)]
  }) as T
}

/** Units in the last place of `b` between `a` and `b`; 0 for equal infinities and NaN. */
export function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0
  const unit = Math.max(2 ** (Math.floor(Math.log2(Math.abs(b))) - 52), 2 ** -1074)
  return Math.abs(a - b) / unit
}

/** |a - b| / |b|, less what `absolute` forgives; 0 for equal values. */
export function relativeError(a: number, b: number, absolute = 0): number {
  return a === b ? 0 : Math.max(0, Math.abs(a - b) - absolute) / Math.abs(b)
}

/** Any number from `min` to `max`, both included. */
export function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true })
}
