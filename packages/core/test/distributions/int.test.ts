import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { IntOptions } from "../../src/index.ts"
import { int, IntDistribution, setLogSink, setVerbosity } from "../../src/index.ts"

describe("int", () => {
  test("keeps what it is given", () => {
    expect(int(-1, 2)).toMatchObject({ kind: "int", low: -1, high: 2, step: 1, log: false })
    expect(int(16, 128, { step: 16 })).toMatchObject({ low: 16, high: 128, step: 16 })
    expect(int(1, 8, { log: true })).toMatchObject({ low: 1, high: 8, step: 1, log: true })
    expect(int(0, 1)).toBeInstanceOf(IntDistribution)
  })

  test("lowers a high that the step does not reach, with a warning", () => {
    const said: string[] = []
    setVerbosity("warning")
    const before = setLogSink(({ message }) => said.push(message))
    expect(int(1, 10, { step: 4 }).high).toBe(9)
    expect(int(-3, 3, { step: 7 }).high).toBe(-3)
    setLogSink(before)
    setVerbosity("silent")
    expect(said).toEqual([expect.stringContaining("9"), expect.stringContaining("-3")])
  })

  test("has one value only where the bounds meet", () => {
    expect(int(3, 3).single()).toBe(true)
    expect(int(3, 4).single()).toBe(false)
  })

  test("contains its grid, and nothing between", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat(20),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -2000, max: 2000 }),
        (low, n, step, x) => {
          const distribution = int(low, low + n * step, { step })
          expect(distribution.contains(x)).toBe(x >= low && x <= low + n * step && (x - low) % step === 0)
        },
      ),
    )
    expect([NaN, 0.5, Infinity].map((x) => int(0, 1).contains(x))).toEqual([false, false, false])
  })

  test("stores a number as itself and shows its integer part", () => {
    expect(int(0, 9).toInternal(3)).toBe(3)
    expect(int(0, 9).toExternal(3.9)).toBe(3)
  })

  test.each([NaN, "3", null, undefined, false, {}])("refuses the value %o", (value) => {
    expect(() => int(0, 9).toInternal(value)).toThrow(expect.objectContaining({ code: "INVALID_PARAM_VALUE" }))
  })

  test.each<{ low: unknown; high: unknown; options?: IntOptions; says: string }>([
    { low: 2, high: 1, says: "low 2 is above high 1" },
    { low: 0.5, high: 1, says: "integers" },
    { low: 0, high: 2 ** 53, says: "integers" },
    { low: 0, high: NaN, says: "integers" },
    { low: 0, high: Infinity, says: "integers" },
    { low: "0", high: 1, says: "integers" },
    { low: 0, high: 9, options: { step: 0 }, says: "step" },
    { low: 0, high: 9, options: { step: -2 }, says: "step" },
    { low: 0, high: 9, options: { step: 1.5 }, says: "step" },
    { low: 1, high: 9, options: { step: 2, log: true }, says: "log" },
    { low: 0, high: 9, options: { log: true }, says: "at least 1" },
  ])("refuses $low to $high with $options", ({ low, high, options, says }) => {
    expect(() => int(low as number, high as number, options)).toThrow(
      expect.objectContaining({ code: "INVALID_DISTRIBUTION", message: expect.stringContaining(says) }),
    )
  })
})
