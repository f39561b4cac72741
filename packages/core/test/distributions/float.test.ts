import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { FloatOptions } from "../../src/index.ts"
import { float, FloatDistribution } from "../../src/index.ts"
import { listen } from "../listen.ts"

const said = listen()

describe("float", () => {
  test("keeps what it is given", () => {
    expect(float(-1, 2)).toMatchObject({ kind: "float", low: -1, high: 2, step: undefined, log: false })
    expect(float(0, 1, { step: 0.25 })).toMatchObject({ low: 0, high: 1, step: 0.25, log: false })
    expect(float(1e-5, 1, { log: true })).toMatchObject({ low: 1e-5, high: 1, log: true })
    expect(float(0, 1)).toBeInstanceOf(FloatDistribution)
    expect(said).toEqual([])
  })

  test.each([
    { low: 0, high: 1, step: 0.3, lowered: 0.9 },
    { low: 0.1, high: 1, step: 0.2, lowered: 0.9 },
    { low: -1, high: 1, step: 3, lowered: -1 },
    { low: 0, high: 0.99, step: 0.1, lowered: 0.9 },
  ])(
    "lowers a high that $step does not reach from $low: $high to $lowered, with a warning",
    ({ low, high, step, lowered }) => {
      expect(float(low, high, { step }).high).toBe(lowered)
      expect(said).toEqual([expect.stringContaining(String(lowered))])
    },
  )

  test.each([
    { low: 0, high: 0.5, step: 0.1 },
    { low: 0.1, high: 0.7, step: 0.2 },
    { low: 1e-7, high: 3e-7, step: 1e-7 },
    { low: -0.3, high: 0.3, step: 0.1 },
    { low: 0, high: 1e22, step: 1e21 },
  ])("sees in decimal that $step divides $low to $high", ({ low, high, step }) => {
    expect(float(low, high, { step }).high).toBe(high)
    expect(said).toEqual([])
  })

  test("has one value only where the bounds meet, or the step exceeds the range", () => {
    expect(float(3, 3).single()).toBe(true)
    expect(float(0, 1, { step: 2 }).single()).toBe(true)
    expect(float(0, 1).single()).toBe(false)
    expect(float(0, 1, { step: 1 }).single()).toBe(false)
  })

  test("contains its range and, with a step, what is within 1e-8 steps of its grid", () => {
    const range = float(-1, 1)
    expect([-1, 0.123, 1].map((x) => range.contains(x))).toEqual([true, true, true])
    expect([-1.0001, 1.0001, NaN, Infinity, -Infinity].map((x) => range.contains(x))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
    const grid = float(0, 1, { step: 0.1 })
    expect([0, 0.1 + 0.2, 1].map((x) => grid.contains(x))).toEqual([true, true, true])
    expect([0.05, 0.1001, 1.1].map((x) => grid.contains(x))).toEqual([false, false, false])
  })

  test("contains each value of its grid", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat(50),
        fc.constantFrom(0.01, 0.1, 0.25, 3, 1e-9),
        (k, n, step) => {
          const distribution = float(k * step, (k + n) * step, { step })
          for (let i = 0; distribution.low + i * step <= distribution.high; i++) {
            expect(distribution.contains(distribution.low + i * step)).toBe(true)
          }
        },
      ),
    )
  })

  test("stores a number as itself", () => {
    expect(float(0, 1).toInternal(0.3)).toBe(0.3)
    expect(float(0, 1).toInternal(7)).toBe(7)
    expect(float(0, 1).toExternal(0.3)).toBe(0.3)
  })

  test.each([NaN, "0.5", null, undefined, true, {}, [1], Object.create(null)])("refuses the value %o", (value) => {
    expect(() => float(0, 1).toInternal(value)).toThrow(expect.objectContaining({ code: "INVALID_PARAM_VALUE" }))
  })

  test.each([0, -1, -Infinity])("refuses the value %d on a logarithmic scale", (value) => {
    expect(() => float(1, 2, { log: true }).toInternal(value)).toThrow(
      expect.objectContaining({ code: "INVALID_PARAM_VALUE" }),
    )
  })

  test.each<{ low: unknown; high: unknown; options?: FloatOptions; says: string }>([
    { low: 1, high: 0.1, says: "low 1 is above high 0.1" },
    { low: NaN, high: 1, says: "finite" },
    { low: 0, high: NaN, says: "finite" },
    { low: -Infinity, high: 0, says: "finite" },
    { low: "0", high: 1, says: "'0'" },
    { low: 0, high: undefined, says: "undefined" },
    { low: 0, high: 1, options: { step: 0 }, says: "0" },
    { low: 0, high: 1, options: { step: -0.1 }, says: "-0.1" },
    { low: 0, high: 1, options: { step: NaN }, says: "NaN" },
    { low: 0, high: 1, options: { step: Infinity }, says: "Infinity" },
    { low: 1, high: 2, options: { step: 0.1, log: true }, says: "log" },
    { low: 0, high: 1, options: { log: true }, says: "above 0" },
    { low: -1, high: 1, options: { log: true }, says: "above 0" },
  ])("refuses $low to $high with $options", ({ low, high, options, says }) => {
    expect(() => float(low as number, high as number, options)).toThrow(
      expect.objectContaining({ code: "INVALID_DISTRIBUTION", message: expect.stringContaining(says) }),
    )
  })
})
