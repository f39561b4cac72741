import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, CategoricalDistribution, setLogSink, setVerbosity } from "../../src/index.ts"

const CHOICE = fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.integer(), fc.string())

describe("categorical", () => {
  test("keeps its choices apart from the array it was given", () => {
    const choices = ["a", "b"]
    const distribution = categorical(choices)
    choices.push("c")
    expect(distribution.choices).toEqual(["a", "b"])
    expect(Object.isFrozen(distribution.choices)).toBe(true)
    expect(distribution).toBeInstanceOf(CategoricalDistribution)
  })

  test("stores the index of the first equal choice, NaN too, and tells 1 from true and '1'", () => {
    const distribution = categorical([null, true, 1, "1", NaN, "a", "a"])
    expect([null, true, 1, "1", NaN, "a"].map((value) => distribution.toInternal(value))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test("gives back every choice that it stores", () => {
    fc.assert(
      fc.property(fc.array(CHOICE, { minLength: 1 }), (choices) => {
        const distribution = categorical(choices)
        for (const choice of choices) {
          const internal = distribution.toInternal(choice)
          expect(distribution.contains(internal)).toBe(true)
          expect(distribution.toExternal(internal) === choice || Number.isNaN(choice)).toBe(true)
        }
      }),
    )
  })

  test("contains the indices of its choices only", () => {
    expect([0, 1, 1.9].map((index) => categorical(["a", "b"]).contains(index))).toEqual([true, true, true])
    expect([-1, 2, NaN, Infinity].map((index) => categorical(["a", "b"]).contains(index))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test("has one value only with one choice", () => {
    expect(categorical(["a"]).single()).toBe(true)
    expect(categorical(["a", "a"]).single()).toBe(false)
  })

  test.each(["c", 0, undefined, {}, NaN])("refuses the value %o", (value) => {
    expect(() => categorical(["a", "b"]).toInternal(value)).toThrow(
      expect.objectContaining({ code: "INVALID_PARAM_VALUE", message: expect.stringContaining("['a', 'b']") }),
    )
  })

  test.each([[[]], ["ab"], [undefined], [{ length: 1 }]])("refuses the choices %o", (choices) => {
    expect(() => categorical(choices as never)).toThrow(expect.objectContaining({ code: "INVALID_DISTRIBUTION" }))
  })

  test("takes choices that no database can store with a warning", () => {
    const said: string[] = []
    setVerbosity("warning")
    const before = setLogSink(({ message }) => said.push(message))
    const layers = [64, 32]
    expect(categorical([layers as never, "a"]).toInternal(layers)).toBe(0)
    setLogSink(before)
    setVerbosity("silent")
    expect(said).toEqual([expect.stringContaining("no database can store it")])
  })
})
