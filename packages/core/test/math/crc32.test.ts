import { describe, expect, test } from "vitest"
import { crc32 } from "../../src/math/crc32.ts"
import { recorded } from "./recorded.ts"

const cases = recorded<{ text: string; crc32: number }[]>("golden/values/crc32.json")

describe("crc32", () => {
  test("of 123456789 is the check value of its definition", () => {
    expect(crc32("123456789")).toBe(0xcbf43926)
  })

  // Python's zlib.crc32
  test.each([
    ["a", 3904355907],
    ["😀 Ünïcode", 3361968999],
    ["x".repeat(1000), 994167270],
  ])("takes %s as UTF-8", (text, sum) => {
    expect(crc32(text)).toBe(sum)
  })

  test.each(cases)("repeats zlib's of '$text'", ({ text, crc32: sum }) => {
    expect(crc32(text)).toBe(sum)
  })
})
