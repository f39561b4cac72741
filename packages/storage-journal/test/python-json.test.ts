import type { Json } from "@parzen/core"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseLossless, writeLossless } from "../src/lossless-json.ts"
import { floatJson, parsePythonJson, toPythonJson } from "../src/python-json.ts"

const json = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.double(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(null, true, false, "NaN", "\0", '"NaN"', "-Infinity"),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("json"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).json

describe("JSON as Python has it", () => {
  it("comes back as it was, numbers that JSON has no word for included", () => {
    fc.assert(
      fc.property(json, (value) => {
        // JSON has one zero.
        const expected = JSON.parse(JSON.stringify(value), (_, v: unknown) => v) as Json
        const back = parsePythonJson(toPythonJson(value))
        expect(JSON.stringify(back)).toBe(JSON.stringify(expected))
        expect(toPythonJson(back as Json)).toBe(toPythonJson(value))
      }),
    )
  })

  it.each([
    [1, "1.0"],
    [-0, "-0.0"],
    [1e21, "1e+21"],
    [1e-7, "1e-7"],
    [0.1, "0.1"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
  ])("writes the float %d as %s", (value, text) => {
    expect(floatJson(value)).toBe(text)
  })

  it("keeps attributes to the letter where a journal is written again", () => {
    const attrs = `{"a":1.0,"b":[12345678901234567890,1,-0.0,NaN,-Infinity,1e5,1E+5],"c":{"1":"1.0"},"d":"\\u00e9 -1"}`
    const entry = parseLossless(`{"op_code":8,"trial_id":3,"user_attr":${attrs},"values":[1.0,NaN]}`) as {
      readonly user_attr: Record<string, Json>
    }
    expect(entry).toMatchObject({ op_code: 8, trial_id: 3, values: [1, NaN] })
    expect(writeLossless(entry.user_attr)).toBe(attrs.replace("\\u00e9", "é"))
  })

  it("is an error where it is not whole", () => {
    expect(() => parsePythonJson(`{"a":NaN`)).toThrow(SyntaxError)
    expect(() => parsePythonJson(`{"a":1`)).toThrow(SyntaxError)
  })
})
