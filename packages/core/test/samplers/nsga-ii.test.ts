import { describe, expect, test } from "vitest"
import type { Crossover, FrozenTrial, NSGAIISamplerOptions, Sampler, Study, Trial } from "../../src/index.ts"
import {
  BLXAlphaCrossover,
  copyStudy,
  createStudy,
  createTrial,
  float,
  InMemoryStorage,
  loadStudy,
  NSGAIISampler,
  PartialFixedSampler,
  PolynomialMutation,
  RandomSampler,
  SPXCrossover,
  TrialPruned,
  UNDXCrossover,
  UniformCrossover,
} from "../../src/index.ts"
import { listen } from "../listen.ts"
import { CROSSOVERS } from "./nsga/replay.ts"
import { newStudy, testContract } from "./support.ts"

function xy(trial: Trial): [number, number] {
  const { x, y } = trial.suggest({ x: float(0, 5), y: float(0, 3) })
  return [4 * x * x + 4 * y * y, (x - 5) ** 2 + (y - 5) ** 2]
}

async function run(options: NSGAIISamplerOptions, nTrials = 60): Promise<Study> {
  const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 8, ...options }), ["minimize", "minimize"])
  await study.optimize(xy, { nTrials })
  return study
}

function paramsOf(study: Study): unknown[] {
  return study.trials.map(({ params }) => params)
}

function generationOf({ systemAttrs }: FrozenTrial): unknown {
  return systemAttrs["NSGAIISampler:generation"]
}

describe("NSGAIISampler", () => {
  const said = listen()

  describe.each<[string, NSGAIISamplerOptions]>([
    ["by default", {}],
    ["with a small population", { populationSize: 4 }],
    ["with polynomial mutation", { populationSize: 5, mutation: new PolynomialMutation(), mutationProb: 0.7 }],
    ...Object.entries(CROSSOVERS).map(
      ([name, Crossover]) =>
        [`with the crossover ${name}`, { populationSize: 6, crossover: new Crossover() }] as [
          string,
          NSGAIISamplerOptions,
        ],
    ),
  ])("%s", (_, options) => {
    testContract((seed) => new NSGAIISampler({ ...options, seed }))
  })

  test("draws its first generation as RandomSampler does", async () => {
    const random = await newStudy(new RandomSampler({ seed: 1 }), ["minimize", "minimize"])
    await random.optimize(xy, { nTrials: 20 })
    const study = await run({})
    expect(paramsOf(study).slice(0, 8)).toEqual(paramsOf(random).slice(0, 8))
    expect(paramsOf(study).slice(8, 20)).not.toEqual(paramsOf(random).slice(8, 20))
  })

  test("comes nearer to the front than uniform draws", async () => {
    const total = async (sampler: Sampler): Promise<number> => {
      const study = await newStudy(sampler)
      const objective = (trial: Trial): number =>
        Array.from({ length: 8 }, (_, i) => trial.suggestFloat(`x${i}`, -5, 5) ** 2).reduce((a, b) => a + b)
      await study.optimize(objective, { nTrials: 400 })
      return study.bestValue
    }
    const evolved = await total(new NSGAIISampler({ seed: 3, populationSize: 20 }))
    expect(evolved * 3).toBeLessThan(await total(new RandomSampler({ seed: 3 })))
  })

  test("counts only complete trials into a generation", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 3 }))
    await study.optimize(
      (trial) => {
        const x = trial.suggestFloat("x", 0, 1)
        if (trial.number % 3 === 1) throw new TrialPruned()
        return trial.number % 3 === 2 ? NaN : x
      },
      { nTrials: 12 },
    )
    expect(study.trials.map(generationOf)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
  })

  test("chooses feasible parents, and of infeasible ones those that break the least", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 3 }))
    const violations = [5, 2, -1, 4, 0, 3]
    for (const violation of violations) {
      const trial = await study.ask()
      trial.suggestFloat("x", 0, 1)
      trial.setConstraint("c", violation)
      await study.tell(trial, trial.number)
    }
    const trial = await study.ask()
    trial.suggestFloat("x", 0, 1)
    expect(study.systemAttrs["NSGAIISampler:parent:1"]).toEqual([2, 1, 0].map((number) => study.trials[number]?.id))
    expect(study.systemAttrs["NSGAIISampler:parent:2"]).toEqual([2, 4, 1].map((number) => study.trials[number]?.id))
  })

  test("goes on where another sampler of the study stopped", async () => {
    const storage = new InMemoryStorage()
    const open = (seed: number): Promise<Study> =>
      createStudy({
        storage,
        studyName: "shared",
        directions: ["minimize", "minimize"],
        sampler: new NSGAIISampler({ seed, populationSize: 4 }),
        loadIfExists: true,
      })
    await (await open(1)).optimize(xy, { nTrials: 10 })
    const second = await open(2)
    await second.optimize(xy, { nTrials: 2 })
    const third = await open(3)
    await third.optimize(xy, { nTrials: 1 })
    expect(third.trials.map(generationOf)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3])
  })

  test("chooses the parents again in a copy, where trials have other ids", async () => {
    const storage = new InMemoryStorage()
    const options = { storage, directions: ["minimize", "minimize"] as const }
    const sampler = new NSGAIISampler({ seed: 1, populationSize: 4 })
    await createStudy({ storage, studyName: "other" }).then((other) => other.ask())
    const study = await createStudy({ ...options, studyName: "original", sampler })
    await study.optimize(xy, { nTrials: 10 })
    await copyStudy({ fromStudyName: "original", fromStorage: storage, toStorage: storage, toStudyName: "copy" })
    const copy = await loadStudy({
      storage,
      studyName: "copy",
      sampler: new NSGAIISampler({ seed: 2, populationSize: 4 }),
    })
    await copy.optimize(xy, { nTrials: 1 })
    const numbers = ({ trials, systemAttrs }: Study): unknown[] =>
      (systemAttrs["NSGAIISampler:parent:2"] as number[]).map((id) => trials.findIndex((trial) => trial.id === id))
    expect(numbers(copy)).toEqual(numbers(study))
    expect(generationOf(copy.trials[10] as FrozenTrial)).toBe(2)
  })

  test("gives trials without common parameters a generation too", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 2 }))
    await study.optimize((trial) => trial.suggestFloat(`x${trial.number}`, 0, 1), { nTrials: 5 })
    expect(study.trials.map(generationOf)).toEqual([0, 0, 1, 1, 2])
    expect(said).toEqual([expect.stringContaining("NSGAIISampler: not all complete trials have 'x2'")])
  })

  test("warns once of parameters that do not evolve, and not of those that mutate", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 4, mutationProb: 0.9 }))
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1) + trial.suggestInt("only", 2, 2), { nTrials: 20 })
    expect(said).toEqual([])
    const objective = (trial: Trial): number => trial.suggestFloat("x", 0, 1 + trial.number)
    await study.optimize((trial) => objective(trial) + trial.suggestFloat("new", 0, 1), { nTrials: 8 })
    expect(said).toHaveLength(1)
  })

  test("draws what is out of the range at hand once more", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 2, mutationProb: 0 }))
    for (const high of [10, 10, 1]) {
      const trial = await study.ask()
      const x = trial.suggestFloat("x", 0, high)
      expect(x).toBeLessThanOrEqual(high)
      await study.tell(trial, -x)
    }
  })

  test("draws a child where only a part of the space is free", async () => {
    const baseSampler = new NSGAIISampler({ seed: 1, populationSize: 4, mutationProb: 0 })
    const sampler = new PartialFixedSampler({ fixedParams: { y: 2 }, baseSampler })
    const study = await newStudy(sampler, ["minimize", "minimize"])
    await study.optimize(xy, { nTrials: 20 })
    expect(study.trials.every(({ params }) => params["y"] === 2)).toBe(true)
    const first = study.trials.slice(0, 4).map(({ params }) => params["x"])
    expect(first).toContain(study.trials[19]?.params["x"])
  })

  test("takes a parent as it is when a crossover never comes back into the range", async () => {
    const lost: Crossover = { nParents: 2, crossover: () => [NaN, -1e9] }
    const study = await run({ crossover: lost, crossoverProb: 1, mutationProb: 0 }, 9)
    expect(paramsOf(study).slice(0, 8)).toContainEqual(study.trials[8]?.params)
  })

  test("calls the strategies that are given in place of its own", async () => {
    const calls: string[] = []
    const study = await run(
      {
        elitePopulationSelectionStrategy: (_study, population) => (
          calls.push(`${population.length}`),
          population.slice(0, 2)
        ),
        childGenerationStrategy: (_study, space, parents) => {
          calls.push(`${[...space.keys()]} of ${parents.map(({ number }) => number)}`)
          return { x: 1.25 }
        },
        afterTrialStrategy: (_study, { number }, state) => void calls.push(`${number} ${state}`),
        populationSize: 4,
      },
      5,
    )
    expect(calls).toEqual(["0 complete", "1 complete", "2 complete", "3 complete", "4", "x,y of 0,1", "4 complete"])
    expect(study.trials[4]?.params["x"]).toBe(1.25)
  })

  test("says so when a generation is too small for the crossover", async () => {
    const storage = new InMemoryStorage()
    const small = new NSGAIISampler({ seed: 1, populationSize: 2 })
    const study = await createStudy({ storage, studyName: "s", sampler: small, directions: ["minimize", "minimize"] })
    await study.optimize(xy, { nTrials: 3 })
    const sampler = new NSGAIISampler({ seed: 1, populationSize: 3, crossover: new SPXCrossover(), crossoverProb: 1 })
    const other = await loadStudy({ storage, studyName: "s", sampler })
    await expect(other.optimize(xy, { nTrials: 1 })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })

  test("refuses NaN among the constraints when it chooses parents", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 2 }))
    const distributions = { x: float(0, 1) }
    const systemAttrs = { "NSGAIISampler:generation": 0, "constraints:c": NaN }
    await study.addTrials([0, 1].map((value) => createTrial({ value, params: { x: 0.5 }, distributions, systemAttrs })))
    const trial = await study.ask()
    expect(() => trial.suggestFloat("x", 0, 1)).toThrow(expect.objectContaining({ code: "INVALID_CONSTRAINT" }))
  })

  test("passes over a generation that is no whole number", async () => {
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 2 }))
    const distributions = { x: float(0, 1) }
    for (const generation of [Infinity, NaN, -1, 0.5, "7", null]) {
      const systemAttrs = { "NSGAIISampler:generation": generation }
      await study.addTrial(createTrial({ value: 1, params: { x: 0.5 }, distributions, systemAttrs }))
    }
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrials: 3 })
    expect(study.trials.slice(6).map(generationOf)).toEqual([0, 0, 1])
  })

  test("reads each trial once, however many there are", async () => {
    let reads = 0
    const study = await newStudy(new NSGAIISampler({ seed: 1, populationSize: 50 }))
    const distributions = { x: float(0, 1) }
    const added = Array.from({ length: 2000 }, (_, i) =>
      createTrial({ value: i, params: { x: i / 2000 }, distributions }),
    )
    await study.addTrials(added)
    for (const trial of study.trials) {
      const { systemAttrs } = trial
      Object.defineProperty(trial, "systemAttrs", { get: () => (reads++, systemAttrs) })
    }
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrials: 200 })
    expect(reads).toBeLessThanOrEqual(2 * 2000)
  })

  test.each<[string, object]>([
    ["a population of one", { populationSize: 1 }],
    ["half a trial", { populationSize: 2.5 }],
    ["a population below the parents of SPX", { populationSize: 2, crossover: new SPXCrossover() }],
    ["a population below the parents of UNDX", { populationSize: 2, crossover: new UNDXCrossover() }],
    ["a crossover by name", { crossover: "sbx" }],
    ["a crossover's class", { crossover: BLXAlphaCrossover }],
    ["a crossover without parents", { crossover: { nParents: 0, crossover: () => [] } }],
    ["a mutation that is none", { mutation: {} }],
    ["mutationProb", { mutationProb: -0.1 }],
    ["crossoverProb", { crossoverProb: 1.1 }],
    ["swappingProb", { swappingProb: NaN }],
    ["swappingProb beside a crossover", { swappingProb: 2, crossover: new UniformCrossover() }],
    ["a strategy that is no function", { elitePopulationSelectionStrategy: {} }],
    ["a child strategy that is no function", { childGenerationStrategy: 1 }],
    ["an after-trial strategy that is no function", { afterTrialStrategy: "x" }],
  ])("refuses %s", (_, options) => {
    expect(() => new NSGAIISampler(options)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })

  test("refuses a wrong seed", () => {
    expect(() => new NSGAIISampler({ seed: -1 })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })
})
