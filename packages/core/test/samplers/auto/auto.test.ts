import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { LogSink, Study, Trial, Verbosity } from "../../../src/index.ts"
import {
  AutoSampler,
  createStudy,
  getVerbosity,
  InMemoryStorage,
  loadStudy,
  NopPruner,
  setLogSink,
  setVerbosity,
} from "../../../src/index.ts"
import { testContract } from "../support.ts"

const said: string[] = []
let sink: LogSink
let verbosity: Verbosity
beforeEach(() => {
  verbosity = getVerbosity()
  setVerbosity("info")
  said.length = 0
  sink = setLogSink(({ message }) => void (message.startsWith("AutoSampler") && said.push(message)))
})
afterEach(() => {
  setVerbosity(verbosity)
  setLogSink(sink)
})

/** What was said, without reasons. */
function changes(): string[] {
  return said.map((line) => line.split(", since")[0] as string)
}

function bowl(trial: Trial): number {
  const x = trial.suggestFloat("x", -5, 5)
  const y = trial.suggestFloat("y", -5, 5)
  return (x - 1.3) ** 2 + 20 * (y + 2.1 - x) ** 2
}

function two(trial: Trial): [number, number] {
  const x = trial.suggestFloat("x", 0, 5)
  const n = trial.suggestInt("n", 0, 3)
  return [4 * x * x + 4 * n * n, (x - 5) ** 2 + (n - 5) ** 2]
}

describe("AutoSampler", () => {
  testContract((seed) => new AutoSampler({ seed }))

  test.each([{ nTrials: -1 }, { nTrials: 1.5 }, { nTrials: "many" }])("rejects %j", (options) => {
    expect(() => new AutoSampler(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
    expect(() => new AutoSampler({ seed: -1 })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })

  test("goes over from QMC to TPE to CMA-ES, which begins where the best trials are", async () => {
    const study = await createStudy({ sampler: new AutoSampler({ seed: 1 }) })
    await study.optimize(bowl, { nTrials: 180 })
    expect(changes()).toEqual([
      "AutoSampler: QMCSampler from trial 0 on",
      "AutoSampler: TPESampler from trial 10 on",
      "AutoSampler: CmaEsSampler from trial 100 on",
    ])
    const mean = (from: number, to: number): number =>
      study.trials.slice(from, to).reduce((sum, { value }) => sum + (value as number), 0) / (to - from)
    // From the middle of the space the first generations would be about as bad as random trials: hundreds.
    expect(mean(100, 110)).toBeLessThan(60)
    expect(mean(170, 180)).toBeLessThan(1)
  })

  test("starts CMA-ES in range though the best trial was enqueued out of range", async () => {
    const study = await createStudy({ sampler: new AutoSampler({ seed: 1 }) })
    await study.enqueueTrial({ x: 9, y: 0 })
    await study.optimize((trial) => bowl(trial) - (trial.number === 0 ? 1e6 : 0), { nTrials: 110 })
    expect(study.bestTrial.number).toBe(0)
    expect(changes().at(-1)).toBe("AutoSampler: CmaEsSampler from trial 100 on")
  })

  test("stays with TPE if few trials are planned", async () => {
    const study = await createStudy({ sampler: new AutoSampler({ seed: 1, nTrials: 120 }) })
    await study.optimize(bowl, { nTrials: 120 })
    expect(changes().at(-1)).toBe("AutoSampler: TPESampler from trial 10 on")
  })

  test("goes back to TPE when a parameter appears that not all trials have", async () => {
    const study = await createStudy({ sampler: new AutoSampler({ seed: 1 }), pruner: new NopPruner() })
    await study.optimize((trial) => bowl(trial) + (trial.number === 110 ? trial.suggestFloat("z", 0, 1) : 0), {
      nTrials: 115,
    })
    expect(said.at(-1)).toBe("AutoSampler: TPESampler from trial 111 on, since not all trials have the same parameters")
  })

  test("lets NSGA-II go on from the best trials of all before", async () => {
    const study = await createStudy({ directions: ["minimize", "minimize"], sampler: new AutoSampler({ seed: 1 }) })
    await study.optimize(two, { nTrials: 320 })
    expect(changes().at(-1)).toBe("AutoSampler: NSGAIISampler from trial 250 on")
    const generations = study.trials.map(({ systemAttrs }) => systemAttrs["NSGAIISampler:generation"])
    expect(generations.slice(0, 250).every((generation) => generation === undefined)).toBe(true)
    expect(generations.slice(250)).toEqual([...Array<number>(50).fill(1), ...Array<number>(20).fill(2)])
    const parents = study.systemAttrs["NSGAIISampler:parent:1"] as number[]
    expect(parents.length).toBe(50)
    const isParent = new Set(parents)
    const before = study.trials.slice(0, 250)
    const isBest = ({ values }: (typeof before)[number]): boolean =>
      !before.some((other) => [0, 1].every((k) => (other.values?.[k] as number) < (values?.[k] as number)))
    expect(before.filter((trial) => isParent.has(trial.id)).every(isBest)).toBe(true)
  })

  test("takes NSGA-III for four objectives", async () => {
    const study = await createStudy({
      directions: ["minimize", "minimize", "maximize", "minimize"],
      sampler: new AutoSampler({ seed: 1 }),
    })
    await study.optimize((trial) => [...two(trial), trial.suggestFloat("z", 0, 1), 1], { nTrials: 255 })
    expect(changes().at(-1)).toBe("AutoSampler: NSGAIIISampler from trial 250 on")
  })

  test("another process goes on with what is there", async () => {
    const storage = new InMemoryStorage()
    const open = (seed: number): Promise<Study> =>
      loadStudy({ studyName: "a", storage, sampler: new AutoSampler({ seed }) })
    await createStudy({ studyName: "a", storage })
    await (await open(1)).optimize(bowl, { nTrials: 110 })
    said.length = 0
    const again = await open(2)
    await again.optimize(bowl, { nTrials: 20 })
    expect(changes()).toEqual(["AutoSampler: CmaEsSampler from trial 110 on"])
    expect(again.trials.slice(110).every(({ value }) => (value as number) < 50)).toBe(true)
  })

  test("workers share the points of the even spread", async () => {
    const storage = new InMemoryStorage()
    await createStudy({ studyName: "a", storage })
    const workers = await Promise.all(
      [1, 2].map(() => loadStudy({ studyName: "a", storage, sampler: new AutoSampler({ seed: 7 }) })),
    )
    await workers[0]?.optimize(bowl, { nTrials: 1 })
    await Promise.all(workers.map((study) => study.optimize(bowl, { nTrials: 4 })))
    const [study] = workers
    await study?.sync()
    expect(new Set(study?.trials.map(({ params }) => params["x"])).size).toBe(9)
  })
})
