import { describe, expect, test } from "vitest"
import type { Study, Trial } from "../../src/index.ts"
import { createStudy, createTrial, GridSampler, InMemoryStorage, loadStudy } from "../../src/index.ts"
import { newStudy } from "./support.ts"
import { listen } from "../listen.ts"

const searchSpace = { b: [true, false], a: [1, 2, 3] }
const suggest = (trial: Trial): string =>
  `${trial.suggestInt("a", 0, 5)}${trial.suggestCategorical("b", [true, false])}`
const pointsOf = (study: Study): string[] => study.trials.map(({ params }) => `${params["a"]}${params["b"]}`)
const ALL = ["1true", "1false", "2true", "2false", "3true", "3false"]

const said = listen()

describe("GridSampler", () => {
  test("tries each point once and ends the study", async () => {
    const sampler = new GridSampler({ searchSpace, seed: 1 })
    const study = await newStudy(sampler)
    expect(sampler.isExhausted(study)).toBe(false)
    await study.optimize((trial) => suggest(trial).length)
    expect([...pointsOf(study)].sort()).toEqual([...ALL].sort())
    expect(sampler.isExhausted(study)).toBe(true)
    expect(said).toEqual([])
  })

  test("shuffles by the seed, which is 0 by default", async () => {
    const order = async (seed?: number): Promise<string[]> => {
      const study = await newStudy(new GridSampler({ searchSpace, seed }))
      await study.optimize((trial) => suggest(trial).length)
      return pointsOf(study)
    }
    expect(await order(7)).toEqual(await order(7))
    expect(await order()).toEqual(await order(0))
    expect(await order(1)).not.toEqual(await order(2))
  })

  test("keeps the point with the trial, in the order of the trials' numbers", async () => {
    const study = await newStudy(new GridSampler({ searchSpace }))
    await study.optimize((trial) => suggest(trial).length)
    expect(study.trials.map(({ systemAttrs }) => systemAttrs["grid_id"])).toEqual([0, 1, 2, 3, 4, 5])
    expect(study.trials[3]?.systemAttrs["search_space"]).toEqual({ a: [1, 2, 3], b: [true, false] })
  })

  test("counts failed and pruned trials as tried", async () => {
    const study = await newStudy(new GridSampler({ searchSpace }))
    await study.optimize((trial) => {
      suggest(trial)
      return trial.number % 2 === 0 ? NaN : Infinity
    })
    expect([...pointsOf(study)].sort()).toEqual([...ALL].sort())
  })

  test("takes what is left when earlier numbers went to other trials", async () => {
    const study = await newStudy(new GridSampler({ searchSpace, seed: 3 }))
    await study.addTrials([createTrial({ value: 1 }), createTrial({ value: 2 })])
    await study.enqueueTrial({ a: 5, b: true })
    await study.optimize((trial) => suggest(trial).length, { nTrials: 20 })
    expect(pointsOf(study).slice(3).sort()).toEqual([...ALL].sort())
  })

  test("shares the points between workers that ask by turns", async () => {
    const storage = new InMemoryStorage()
    const first = await createStudy({ storage, studyName: "s", sampler: new GridSampler({ searchSpace, seed: 5 }) })
    const second = await loadStudy({ storage, studyName: "s", sampler: new GridSampler({ searchSpace, seed: 5 }) })
    for (let i = 0; i < 3; i++) {
      for (const study of [first, second]) {
        const trial = await study.ask()
        suggest(trial)
        await study.tell(trial, i)
      }
    }
    await first.sync()
    expect([...pointsOf(first)].sort()).toEqual([...ALL].sort())
  })

  test("ends at the last point, however many trials run at once", async () => {
    for (const concurrency of [2, 4, 6]) {
      const study = await newStudy(new GridSampler({ searchSpace, seed: 2 }))
      await study.optimize(
        async (trial) => {
          suggest(trial)
          await new Promise((done) => setTimeout(done, 2))
          return 0
        },
        { concurrency, nTrials: 30 },
      )
      expect(new Set(pointsOf(study)).size).toBe(6)
      expect(study.trials.length).toBeLessThan(6 + concurrency)
    }
  })

  test("tries a point again, with a warning, when the grid is exhausted", async () => {
    const study = await newStudy(new GridSampler({ searchSpace }))
    await study.optimize((trial) => suggest(trial).length)
    const trial = await study.ask()
    expect(ALL).toContain(suggest(trial))
    expect(said).toEqual([expect.stringContaining("exhausted")])
  })

  test("knows NaN in its grid again", async () => {
    const study = await newStudy(new GridSampler({ searchSpace: { x: [NaN, 1] } }))
    await study.optimize((trial) => (trial.suggestCategorical("x", [1, NaN]), 0), { nTrials: 9 })
    expect(study.trials.length).toBe(2)
  })

  test("gives a value that is out of range all the same, with a warning", async () => {
    const study = await newStudy(new GridSampler({ searchSpace: { x: [7] } }))
    expect((await study.ask()).suggestFloat("x", 0, 1)).toBe(7)
    expect(said).toEqual([expect.stringContaining("'x'")])
  })

  test("refuses parameters that it does not know, and enqueued trials that leave one to it", async () => {
    const study = await newStudy(new GridSampler({ searchSpace }))
    const trial = await study.ask()
    expect(() => trial.suggestFloat("c", 0, 1)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("'c'") }),
    )
    await study.enqueueTrial({ a: 1 })
    const enqueued = await study.ask()
    expect(() => suggest(enqueued)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("'b'") }),
    )
    await study.tell(enqueued, 1)
  })

  test.each([
    undefined,
    null,
    { x: [] },
    { x: 3 },
    Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`x${i}`, [0, 1]])),
  ])("refuses the search space %o", (space) => {
    expect(() => new GridSampler({ searchSpace: space as never })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    )
  })

  test("refuses to be made without options", () => {
    expect(() => new GridSampler(undefined as never)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("searchSpace") }),
    )
  })

  test("takes values that no database can store with a warning, and refuses a wrong seed", () => {
    expect(new GridSampler({ searchSpace: { x: [[1] as never] } })).toBeInstanceOf(GridSampler)
    expect(said).toEqual([expect.stringContaining("'x'")])
    expect(() => new GridSampler({ searchSpace, seed: -1 })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })
})
