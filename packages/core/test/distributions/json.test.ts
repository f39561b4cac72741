import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, distributionToJson, float, int, jsonToDistribution, sameDistribution } from "../../src/index.ts"

// optuna.distributions.distribution_to_json of Optuna 5.0.0
const OPTUNA = [
  { distribution: float(-5, 5), attributes: '{"step": null, "low": -5.0, "high": 5.0, "log": false}' },
  {
    distribution: float(1e-5, 0.1, { log: true }),
    attributes: '{"step": null, "low": 1e-05, "high": 0.1, "log": true}',
  },
  { distribution: float(0, 0.5, { step: 0.1 }), attributes: '{"step": 0.1, "low": 0.0, "high": 0.5, "log": false}' },
  {
    distribution: float(1e-7, 123456789012345680),
    attributes: '{"step": null, "low": 1e-07, "high": 1.2345678901234568e+17, "log": false}',
  },
  { distribution: float(1e16, 1.5e300), attributes: '{"step": null, "low": 1e+16, "high": 1.5e+300, "log": false}' },
  {
    distribution: float(-0, 9007199254740992),
    attributes: '{"step": null, "low": -0.0, "high": 9007199254740992.0, "log": false}',
  },
  { distribution: float(5e-324, 0.0001), attributes: '{"step": null, "low": 5e-324, "high": 0.0001, "log": false}' },
  { distribution: int(1, 20, { log: true }), attributes: '{"log": true, "step": 1, "low": 1, "high": 20}' },
  { distribution: int(-16, 128, { step: 16 }), attributes: '{"log": false, "step": 16, "low": -16, "high": 128}' },
  {
    distribution: categorical([null, true, false, 1, 1.5, -0.25, 1e-7, "z"]),
    attributes: '{"choices": [null, true, false, 1, 1.5, -0.25, 1e-07, "z"]}',
  },
  { distribution: categorical([NaN, Infinity, -Infinity]), attributes: '{"choices": [NaN, Infinity, -Infinity]}' },
  {
    distribution: categorical(['"', "\\", "\n\t\u0001", "é", "😀", "\u007f", "\u2028"]),
    attributes: '{"choices": ["\\"", "\\\\", "\\n\\t\\u0001", "\\u00e9", "\\ud83d\\ude00", "\\u007f", "\\u2028"]}',
  },
]
const CLASS = { float: "FloatDistribution", int: "IntDistribution", categorical: "CategoricalDistribution" }

describe("a distribution's JSON", () => {
  test.each(OPTUNA)("is Optuna's to the letter: $attributes", ({ distribution, attributes }) => {
    const json = `{"name": "${CLASS[distribution.kind]}", "attributes": ${attributes}}`
    expect(distributionToJson(distribution)).toBe(json)
    expect(sameDistribution(jsonToDistribution(json), distribution)).toBe(true)
  })

  test.each([
    { json: '{"name": "UniformDistribution", "attributes": {"low": 0.0, "high": 1.0}}', distribution: float(0, 1) },
    {
      json: '{"name": "LogUniformDistribution", "attributes": {"low": 0.1, "high": 1.0}}',
      distribution: float(0.1, 1, { log: true }),
    },
    {
      json: '{"name": "DiscreteUniformDistribution", "attributes": {"low": 0.0, "high": 1.0, "q": 0.25}}',
      distribution: float(0, 1, { step: 0.25 }),
    },
    {
      json: '{"name": "IntUniformDistribution", "attributes": {"low": 0, "high": 10, "step": 5}}',
      distribution: int(0, 10, { step: 5 }),
    },
    {
      json: '{"name": "IntLogUniformDistribution", "attributes": {"low": 1, "high": 10, "step": 1}}',
      distribution: int(1, 10, { log: true }),
    },
    { json: '{"type":"float","low":0,"high":1,"step":0.5}', distribution: float(0, 1, { step: 0.5 }) },
    { json: '{"type":"int","low":1,"high":8,"log":true}', distribution: int(1, 8, { log: true }) },
    {
      json: '{"type":"categorical","choices":["a",1,"NaN, Infinity"]}',
      distribution: categorical(["a", 1, "NaN, Infinity"]),
    },
  ])("is read in its older and shorter forms: $json", ({ json, distribution }) => {
    expect(jsonToDistribution(json)).toEqual(distribution)
  })

  test("is read back as it was written", () => {
    const choice = fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.integer(), fc.string({ unit: "binary" }))
    const distribution = fc.oneof(
      fc
        .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true }))
        .map(([a, b]) => float(Math.min(a, b), Math.max(a, b))),
      fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()).map(([a, b]) => int(Math.min(a, b), Math.max(a, b))),
      fc.array(choice, { minLength: 1 }).map((choices) => categorical(choices)),
    )
    fc.assert(
      fc.property(distribution, (d) => {
        expect(sameDistribution(jsonToDistribution(distributionToJson(d)), d)).toBe(true)
      }),
    )
  })

  test.each([
    "",
    "null",
    "[]",
    "{",
    "{}",
    '{"name": "NormalDistribution", "attributes": {}}',
    '{"name": "FloatDistribution"}',
    '{"name": "FloatDistribution", "attributes": {"low": 1, "high": 0}}',
    '{"name": "FloatDistribution", "attributes": {"low": 0, "high": NaN}}',
    '{"type": "float"}',
    '{"type": "categorical"}',
    '{"type": "categorical", "choices": []}',
    '{"type": "toString"}',
    '{"name": "toString", "attributes": {}}',
  ])("is refused if it is none: %s", (json) => {
    expect(() => jsonToDistribution(json)).toThrow(expect.objectContaining({ code: "INVALID_DISTRIBUTION" }))
  })
})
