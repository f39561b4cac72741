import { expect } from "vitest"

/** Numbers as recorded: JSON has no word for those in quotes. */
export type Recorded = number | "nan" | "inf" | "-inf" | readonly Recorded[]

const NAMED: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, "-inf": -Infinity }

/** Expects the recorded numbers, each to a relative 1e-12. */
export function expectClose(actual: unknown, recorded: Recorded): void {
  const [given, expected] = [flat(actual), flat(recorded)]
  expect(given).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) {
    const other = given[i] as number
    const isClose = Object.is(other, value) || Math.abs(other - value) <= 1e-12 * Math.abs(value)
    expect(isClose ? value : other).toBe(value)
  }
}

function flat(value: unknown): number[] {
  if (typeof value === "object" && value !== null) return Array.from(value as ArrayLike<unknown>).flatMap(flat)
  return [typeof value === "string" ? (NAMED[value] ?? NaN) : Number(value)]
}
