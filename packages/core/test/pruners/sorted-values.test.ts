import * as fc from "fast-check"
import { expect, test } from "vitest"
import { SortedValues } from "../../src/pruners/sorted-values.ts"

const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(NaN, Infinity, -Infinity))

test("values come out in ascending order, without NaN, however many are added between two looks", () => {
  fc.assert(
    fc.property(fc.array(fc.array(number, { maxLength: 20 }), { maxLength: 10 }), (batches) => {
      const values = new SortedValues()
      const all: number[] = []
      for (const batch of batches) {
        for (const value of batch) values.add(value)
        all.push(...batch)
        expect([...values.ascending()]).toEqual(
          all.filter((value) => !Number.isNaN(value)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
        )
        expect(values.count).toBe(all.length)
      }
    }),
  )
})

test("values below and above a number are counted, equals in neither", () => {
  fc.assert(
    fc.property(fc.array(number), fc.integer({ min: -6, max: 6 }), (all, x) => {
      const values = new SortedValues()
      for (const value of all) values.add(value)
      expect(values.countBelow(x)).toBe(all.filter((value) => value < x).length)
      expect(values.countAbove(x)).toBe(all.filter((value) => value > x).length)
    }),
  )
})
