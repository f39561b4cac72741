import { describe, expect, test } from "vitest"
import type { QMCSamplerOptions, Study } from "../../../src/index.ts"
import {
  createStudy,
  createTrial,
  float,
  InMemoryStorage,
  loadStudy,
  QMCSampler,
  RandomSampler,
} from "../../../src/index.ts"
import { listen } from "../../listen.ts"
import { recorded } from "../../math/recorded.ts"
import { testContract } from "../support.ts"
import { replay } from "./replay.ts"
import type { RecordedStudy } from "./replay.ts"

/** Counts from 0 by itself, whatever it is asked. */
class PlainCounters extends InMemoryStorage {
  override increment(studyId: number, key: string): Promise<number> {
    return super.increment(studyId, key)
  }
}

/** Keeps counters among the system attributes, as the next number. */
class AttributeCounters extends InMemoryStorage {
  #last: Promise<unknown> = Promise.resolve()

  override increment(studyId: number, key: string, atLeast = 0): Promise<number> {
    const next = this.#last.then(async () => {
      const { study } = await this.sync(studyId, { trials: [] }, 0)
      const number = Math.max(Number(study?.systemAttrs[key] ?? 0), atLeast)
      await this.sync(studyId, { study: { systemAttrs: { [key]: number + 1 } }, trials: [] }, 0)
      return number
    })
    this.#last = next
    return next
  }
}

const STORAGES = [
  ["in memory", InMemoryStorage],
  ["with plain counters", PlainCounters],
  ["with counters among the attributes", AttributeCounters],
] as const

async function runXY(study: Study, nTrials: number, concurrency = 1): Promise<void> {
  await study.optimize((trial) => trial.suggestFloat("x", 0, 1) + trial.suggestFloat("y", 0, 1), {
    nTrials,
    concurrency,
  })
}

function xs(study: Study): unknown[] {
  return study.trials.map(({ params }) => params["x"])
}

describe("QMCSampler", () => {
  for (const options of [{}, { qmcType: "halton", scramble: true }] satisfies QMCSamplerOptions[]) {
    testContract((seed) => new QMCSampler({ seed, ...options }))
  }

  test("gives the points of the Sobol sequence to all trials but the first", async () => {
    const study = await createStudy({ sampler: new QMCSampler({ seed: 1 }) })
    await runXY(study, 9)
    expect(xs(study).slice(1)).toEqual([0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125])
  })

  test("goes on where another process has stopped", async () => {
    const storage = new InMemoryStorage()
    await runXY(await createStudy({ studyName: "q", storage, sampler: new QMCSampler({ seed: 1 }) }), 4)
    const again = await loadStudy({ studyName: "q", storage, sampler: new QMCSampler({ seed: 2 }) })
    await runXY(again, 3)
    expect(xs(again).slice(1)).toEqual([0, 0.5, 0.75, 0.25, 0.375, 0.875])
  })

  test.each(STORAGES)("workers on one study take each point once: storage %s", async (_, Storage) => {
    const storage = new Storage()
    const first = await createStudy({ studyName: "q", storage, sampler: new QMCSampler({ seed: 1 }) })
    await runXY(first, 1)
    const workers = await Promise.all(
      [0, 1, 2, 3].map((seed) => loadStudy({ studyName: "q", storage, sampler: new QMCSampler({ seed }) })),
    )
    await Promise.all(workers.map((study) => runXY(study, 16, 2)))
    await first.sync()
    // The first 64 points are those of a grid.
    expect(new Set(xs(first).slice(1))).toEqual(new Set(Array.from({ length: 64 }, (_, k) => k / 64)))
  })

  test.each(STORAGES)("workers leave no point out: storage %s", async (_, Storage) => {
    const storage = new Storage()
    const first = await createStudy({ studyName: "q", storage, sampler: new QMCSampler() })
    await runXY(first, 1)
    const second = await loadStudy({ studyName: "q", storage, sampler: new QMCSampler() })
    const drawn: number[] = []
    for (const study of [first, second, first, second, second]) {
      const trial = await study.ask()
      drawn.push(trial.suggestFloat("x", 0, 1))
      await study.sync()
    }
    expect(drawn).toEqual([0, 0.5, 0.75, 0.25, 0.375])
  })

  test.each(STORAGES)("counts on from what Optuna's workers have taken: storage %s", async (_, Storage) => {
    const storage = new Storage()
    const study = await createStudy({ storage, sampler: new QMCSampler({ seed: 1 }) })
    await runXY(study, 3)
    const key = Object.keys(study.systemAttrs).find((name) => name.startsWith("qmc:")) as string
    expect(study.systemAttrs[key]).toBe(1)
    // What a worker of Optuna does.
    const { id } = (await storage.findStudy(study.studyName)) ?? { id: -1 }
    await storage.sync(id, { study: { systemAttrs: { [key]: 5 } }, trials: [] }, 0)
    await runXY(study, 2)
    expect(xs(study).slice(-2)).toEqual([0.625, 0.125])
    expect(study.systemAttrs[key]).toBe(7)
  })

  test("takes no point for a trial that needs none", async () => {
    const study = await createStudy({ sampler: new QMCSampler({ seed: 1 }) })
    await runXY(study, 2)
    await study.enqueueTrial({ x: 0.9, y: 0.9 })
    await runXY(study, 1)
    await study.tell(await study.ask(), 1)
    await runXY(study, 1)
    expect(xs(study).slice(1)).toEqual([0, 0.9, undefined, 0.5])
  })

  test("draws from a range that is wider than the largest number", async () => {
    const study = await createStudy({ sampler: new QMCSampler({ seed: 1 }) })
    await study.optimize((trial) => trial.suggestFloat("x", -1.7e308, 1.7e308), { nTrials: 4 })
    expect(xs(study).slice(1)).toEqual([-1.7e308, 0, expect.closeTo(8.5e307, -300)])
  })

  test("scrambles otherwise each time without a seed", async () => {
    const draw = async (): Promise<unknown[]> => {
      const study = await createStudy({ sampler: new QMCSampler({ scramble: true }) })
      await runXY(study, 3)
      return xs(study).slice(1)
    }
    expect(await draw()).not.toEqual(await draw())
  })

  test.each([
    [{ qmcType: "sobl" }, "INVALID_ARGUMENT"],
    [{ scramble: "yes" }, "INVALID_ARGUMENT"],
    [{ seed: -1 }, "INVALID_SEED"],
    [{ seed: 0.5 }, "INVALID_SEED"],
    [{ seed: -1, independentSampler: new RandomSampler() }, "INVALID_SEED"],
    [{ independentSampler: 1 }, "INVALID_ARGUMENT"],
  ])("rejects %j", (options, code) => {
    expect(() => new QMCSampler(options as never)).toThrow(expect.objectContaining({ code }))
  })

  test("has a Sobol sequence for 1024 parameters and no more, and Halton's for any number", async () => {
    for (const [n, qmcType, code] of [
      [1024, "sobol", undefined],
      [1025, "sobol", "TOO_MANY_PARAMS"],
      [1100, "halton", undefined],
    ] as const) {
      const names = Array.from({ length: n }, (_, i) => `x${i}`)
      const study = await createStudy({ sampler: new QMCSampler({ seed: 1, qmcType }) })
      const distributions = Object.fromEntries(names.map((name) => [name, float(0, 1)]))
      const params = Object.fromEntries(names.map((name) => [name, 0.5]))
      await study.addTrial(createTrial({ value: 1, params, distributions }))
      const run = study.optimize((trial) => names.reduce((sum, name) => sum + trial.suggestFloat(name, 0, 1), 0), {
        nTrials: 1,
      })
      if (code === undefined) await run
      else await expect(run).rejects.toMatchObject({ code })
    }
  })
})

describe("QMCSampler warns", () => {
  const said = listen()

  test("of scrambling without a seed, unless told not to", () => {
    const make = (options: QMCSamplerOptions): QMCSampler => new QMCSampler(options)
    make({ scramble: true })
    expect(said).toEqual([expect.stringContaining("without a seed")])
    make({ scramble: true, warnAsynchronousSeeding: false })
    make({ scramble: true, seed: 1 })
    make({})
    expect(said.length).toBe(1)
  })

  test.each([true, false])(
    "once of parameters that are drawn independently, if asked to: %s",
    async (warnIndependentSampling) => {
      const study = await createStudy({ sampler: new QMCSampler({ seed: 1, warnIndependentSampling }) })
      await study.optimize((trial) => trial.suggestFloat("x", 0, 1) + trial.suggestInt(`n${trial.number}`, 1, 9), {
        nTrials: 4,
      })
      expect(said.filter((text) => text.includes("'n1' of trial 1 is drawn independently")).length).toBe(
        warnIndependentSampling ? 1 : 0,
      )
      expect(said.length).toBe(warnIndependentSampling ? 1 : 0)
    },
  )

  test("of running trials that differ in their parameters", async () => {
    const study = await createStudy({ sampler: new QMCSampler({ seed: 1 }) })
    ;(await study.ask()).suggestFloat("x", 0, 1)
    ;(await study.ask()).suggestFloat("y", 0, 1)
    ;(await study.ask()).suggestFloat("x", 0, 1)
    expect(said).toEqual([expect.stringContaining("one sequence needs one space")])
  })
})

describe("a study recorded with Optuna 5.0.0", () => {
  const studies = recorded<readonly RecordedStudy[]>("samplers/qmc/fixtures/studies.json")

  test.each(studies.map((study, i) => [i, study] as const))(
    "comes out the same, points and counters: %i",
    async (_, wanted) => {
      const study = await replay(wanted)
      const close = (value: unknown): unknown => (typeof value === "number" ? expect.closeTo(value, 9) : value)
      for (const [number, params] of wanted.params.entries()) {
        const expected = Object.entries(params).map(([name, value]) => [name, close(value)])
        expect(Object.entries(study.trials[number]?.params ?? {})).toEqual(expected)
      }
      expect(study.systemAttrs).toEqual(wanted.attrs)
    },
  )
})
