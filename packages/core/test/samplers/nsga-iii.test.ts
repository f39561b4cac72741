import { describe, expect, test } from "vitest"
import type { NSGAIIISamplerOptions, Study, Trial } from "../../src/index.ts"
import { NSGAIIISampler, UNDXCrossover } from "../../src/index.ts"
import { newStudy, testContract } from "./support.ts"

/** DTLZ1 without distance: every point is on the front, a plane. */
function plane(trial: Trial): number[] {
  const x = trial.suggestFloat("x", 0, 1)
  const y = trial.suggestFloat("y", 0, 1)
  return [x * y, x * (1 - y), 1 - x]
}

async function run(options: NSGAIIISamplerOptions): Promise<Study> {
  const study = await newStudy(new NSGAIIISampler({ seed: 1, populationSize: 10, ...options }), [
    "minimize",
    "minimize",
    "minimize",
  ])
  await study.optimize(plane, { nTrials: 60 })
  return study
}

describe("NSGAIIISampler", () => {
  describe.each<[string, NSGAIIISamplerOptions]>([
    ["by default", {}],
    ["with a small population", { populationSize: 4 }],
    ["with few reference points", { populationSize: 5, dividingParameter: 1 }],
    ["with UNDX", { populationSize: 6, crossover: new UNDXCrossover() }],
  ])("%s", (_, options) => {
    testContract((seed) => new NSGAIIISampler({ ...options, seed }))
  })

  test("keeps its attributes apart from those of NSGA-II", async () => {
    const { trials, systemAttrs } = await run({})
    expect(trials[59]?.systemAttrs["NSGAIIISampler:generation"]).toBe(5)
    expect(Object.keys(systemAttrs).sort()).toEqual([1, 2, 3, 4, 5].map((g) => `NSGAIIISampler:parent:${g}`))
  })

  test("keeps parents near the reference points that are given", async () => {
    const parents = async (referencePoints: number[][]): Promise<number[]> => {
      const { trials, systemAttrs } = await run({ referencePoints })
      const ids = systemAttrs["NSGAIIISampler:parent:5"] as number[]
      const shares = trials.filter(({ id }) => ids.includes(id)).map(({ values }) => values?.[2] as number)
      return [shares.reduce((a, b) => a + b) / shares.length]
    }
    const [high] = (await parents([[0.1, 0.1, 1]])) as [number]
    const [low] = (await parents([
      [1, 0.1, 0],
      [0.1, 1, 0],
    ])) as [number]
    expect(high).not.toBe(low)
  })

  test("serves studies of different numbers of objectives", async () => {
    const sampler = new NSGAIIISampler({ seed: 1, populationSize: 4 })
    for (const m of [2, 4]) {
      const study = await newStudy(
        sampler,
        Array.from({ length: m }, () => "minimize" as const),
      )
      await study.optimize((trial) => Array.from({ length: m }, (_, i) => trial.suggestFloat(`x${i}`, 0, 1)), {
        nTrials: 20,
      })
      expect(study.trials.every(({ state }) => state === "complete")).toBe(true)
    }
  })

  test("refuses reference points of another number of objectives, at the first trial", async () => {
    const study = await newStudy(new NSGAIIISampler({ referencePoints: [[1, 2]] }), [
      "minimize",
      "minimize",
      "minimize",
    ])
    await expect(study.ask()).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    expect(study.trials[0]?.state).toBe("fail")
  })

  test.each<[string, object]>([
    ["no reference points", { referencePoints: [] }],
    ["what is no list of points", { referencePoints: [1, 2] }],
    ["points of different lengths", { referencePoints: [[1, 2], [1]] }],
    ["the origin", { referencePoints: [[0, 0]] }],
    ["a point at infinity", { referencePoints: [[1, Infinity]] }],
    ["no parts", { dividingParameter: 0 }],
    ["half a part", { dividingParameter: 1.5 }],
    ["a population of one", { populationSize: 1 }],
  ])("refuses %s", (_, options) => {
    expect(() => new NSGAIIISampler(options)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})
