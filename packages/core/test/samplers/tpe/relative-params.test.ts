import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Json, Params } from "../../../src/index.ts"
import { readRelativeParams, writeRelativeParams } from "../../../src/samplers/tpe/relative-params.ts"
import type { TrialView } from "../../../src/trial/study-view.ts"
import { trialOf } from "./support.ts"

/** The attributes after a write. */
function written(params: Params): Record<string, Json> {
  const systemAttrs: Record<string, Json> = {}
  const setSystemAttr = (key: string, value: Json): void => void (systemAttrs[key] = value)
  writeRelativeParams(Object.assign(trialOf(0, { systemAttrs }), { setSystemAttr }) as TrialView, params)
  return systemAttrs
}

function read(systemAttrs: Record<string, Json>, params: Params = {}): Params {
  // A copy, as another process has it.
  return readRelativeParams(trialOf(0, { state: "running", systemAttrs: { ...systemAttrs }, params }))
}

describe("relative parameters", () => {
  test("are kept as the JSON that Optuna writes", () => {
    expect(written({ x: 0.1, 'n "1"': 3, ä: "日本", flag: true, none: null })).toEqual({
      "tpe:relative_params:0": String.raw`{"x": 0.1, "n \"1\"": 3, "\u00e4": "\u65e5\u672c", "flag": true, "none": null}`,
    })
  })

  test("are kept in pieces of 2045 characters", () => {
    const params = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`a rather long name ${i}`, i / 7]))
    const attrs = written(params)
    const pieces = Object.values(attrs) as string[]
    expect(Object.keys(attrs)).toEqual(pieces.map((_, i) => `tpe:relative_params:${i}`))
    expect(pieces.slice(0, -1).every(({ length }) => length === 2045)).toBe(true)
    expect(pieces.length).toBeGreaterThan(3)
    expect(read(attrs)).toEqual(params)
  })

  test("come back, whatever they are", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true })
    const value = fc.oneof(number, fc.integer(), fc.boolean(), fc.constant(null), fc.string({ unit: "grapheme" }))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme", minLength: 1 }), value), (params) => {
        const back = read(written(params))
        expect(Object.keys(back)).toEqual(Object.keys(params))
        for (const name of Object.keys(params)) {
          // Python's JSON of integers knows no negative zero.
          expect(back[name]).toEqual(Object.is(params[name], -0) ? 0 : params[name])
        }
      }),
    )
  })

  test("give way to what the trial has suggested since", () => {
    expect(read(written({ x: 1, y: 2 }), { y: 3, z: 4 })).toEqual({ x: 1, y: 3, z: 4 })
  })

  test("are as good as absent where the pieces make no JSON, or there are none", () => {
    expect(read({ "tpe:relative_params:0": '{"x": 1, "y"' }, { z: 1 })).toEqual({ z: 1 })
    expect(read({ "tpe:relative_params:0": '{"x": NaN}' }, { z: 1 })).toEqual({ z: 1 })
    expect(read({}, { z: 1 })).toEqual({ z: 1 })
  })
})
