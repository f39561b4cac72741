import { describe, expect, test } from "vitest"
import type { ParamValue, Sampler, SearchSpace, Trial } from "../../src/index.ts"
import { float, PartialFixedSampler, RandomSampler, setLogSink, setVerbosity } from "../../src/index.ts"
import { newStudy, testContract } from "./support.ts"

describe("PartialFixedSampler", () => {
  testContract(
    (seed) =>
      new PartialFixedSampler({
        fixedParams: { layers: 3, act: "tanh", bias: null },
        baseSampler: new RandomSampler({ seed }),
      }),
  )

  test("gives the fixed values, and the others as without it", async () => {
    const drawn = async (sampler: Sampler, names: readonly string[]): Promise<ParamValue[]> => {
      const study = await newStudy(sampler)
      const values: ParamValue[] = []
      const draw = (trial: Trial, name: string): ParamValue =>
        name === "c" ? trial.suggestCategorical("c", ["a", null, false]) : trial.suggestInt(name, 0, 1000)
      await study.optimize((trial) => values.push(...names.map((name) => draw(trial, name))), { nTrials: 5 })
      return values
    }
    const sampler = new PartialFixedSampler({
      fixedParams: { n: 7, c: null },
      baseSampler: new RandomSampler({ seed: 5 }),
    })
    const free = await drawn(new RandomSampler({ seed: 5 }), ["x", "y"])
    const expected = [0, 2, 4, 6, 8].flatMap((i) => [free[i], 7, null, free[i + 1]])
    expect(await drawn(sampler, ["x", "n", "c", "y"])).toEqual(expected)
  })

  test("takes the fixed names out of what is drawn together, and passes on every call", async () => {
    const space: SearchSpace = new Map([
      ["x", float(0, 1)],
      ["y", float(0, 1)],
    ])
    const calls: string[] = []
    const base: Sampler = {
      beforeTrial: () => void calls.push("before"),
      inferRelativeSearchSpace: () => space,
      sampleRelative: (_study, _trial, asked) => Object.fromEntries([...asked.keys()].map((name) => [name, 0.25])),
      sampleIndependent: (_study, _trial, name) => (calls.push(name), 0.5),
      afterTrial: (_study, _trial, state, values) => void calls.push(`${state} ${values}`),
    }
    const study = await newStudy(new PartialFixedSampler({ fixedParams: { x: 0.75 }, baseSampler: base }))
    const trial = await study.ask()
    const values = ["x", "y", "z"].map((name) => trial.suggestFloat(name, 0, 1))
    await study.tell(trial, 4)
    expect(values).toEqual([0.75, 0.25, 0.5])
    expect(calls).toEqual(["before", "z", "complete 4"])
    expect(space.size).toBe(2)
  })

  test("gives a value that is out of range all the same, with a warning", async () => {
    const said: string[] = []
    setVerbosity("warning")
    const before = setLogSink(({ message }) => said.push(message))
    const study = await newStudy(new PartialFixedSampler({ fixedParams: { x: 5 }, baseSampler: new RandomSampler() }))
    expect((await study.ask()).suggestFloat("x", 0, 1)).toBe(5)
    setLogSink(before)
    setVerbosity("silent")
    expect(said).toEqual([expect.stringContaining("'x'")])
  })

  test("refuses a value of the wrong kind when it is asked for", async () => {
    const study = await newStudy(
      new PartialFixedSampler({ fixedParams: { x: "five", c: "d" }, baseSampler: new RandomSampler() }),
    )
    const trial = await study.ask()
    expect(() => trial.suggestFloat("x", 0, 1)).toThrow(expect.objectContaining({ code: "INVALID_PARAM_VALUE" }))
    expect(() => trial.suggestCategorical("c", ["a", "b"])).toThrow(
      expect.objectContaining({ code: "INVALID_PARAM_VALUE" }),
    )
  })

  test.each([
    undefined,
    { fixedParams: { x: 1 } },
    { fixedParams: { x: 1 }, baseSampler: {} },
    { fixedParams: null, baseSampler: new RandomSampler() },
    { baseSampler: new RandomSampler() },
  ])("refuses %o", (options) => {
    expect(() => new PartialFixedSampler(options as never)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    )
  })
})
