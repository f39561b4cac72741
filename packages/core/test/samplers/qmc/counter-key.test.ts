import { expect, test } from "vitest"
import { categorical, jsonToDistribution } from "../../../src/index.ts"
import { counterKey } from "../../../src/samplers/qmc/counter-key.ts"
import { recorded } from "../../math/recorded.ts"

type RecordedKey = readonly [
  qmcType: "sobol" | "halton",
  scramble: boolean,
  seed: number,
  space: Readonly<Record<string, string>>,
  key: string,
]

test("a counter has the name that Optuna 5.0.0 gives it", () => {
  const keys = recorded<readonly RecordedKey[]>("samplers/qmc/fixtures/counter-keys.json")
  expect(keys.length).toBeGreaterThan(30)
  for (const [qmcType, scramble, seed, distributions, key] of keys) {
    const space = new Map(Object.entries(distributions).map(([name, json]) => [name, jsonToDistribution(json)]))
    expect(counterKey(space, { qmcType, scramble, seed })).toBe(key)
  }
})

test("a counter's name hangs on the seed only if the sequence is scrambled", () => {
  const space = new Map([["c", categorical(["a", "b"])]])
  const key = (scramble: boolean, seed: number): string => counterKey(space, { qmcType: "sobol", scramble, seed })
  expect(key(false, 1)).toBe(key(false, 2))
  expect(key(true, 1)).not.toBe(key(true, 2))
})
