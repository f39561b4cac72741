import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Study, Trial } from "../../src/index.ts"
import { BruteForceSampler, createTrial, float, int, RandomSampler, TrialPruned } from "../../src/index.ts"
import { newStudy } from "./support.ts"

const paramsOf = (study: Study): string[] => study.trials.map(({ params }) => JSON.stringify(params))

/** A space of 3 + 2 * 2 points. */
function conditional(trial: Trial): number {
  if (trial.suggestCategorical("kind", ["float", "ints"]) === "float") {
    return trial.suggestFloat("x", 1, 2, { step: 0.5 })
  }
  return trial.suggestInt("a", 1, 2) + trial.suggestInt("b", 0, 3, { step: 3 })
}

describe("BruteForceSampler", () => {
  test("tries each point of a conditional space once and ends the study", async () => {
    for (const seed of [0, 1, 2]) {
      const study = await newStudy(new BruteForceSampler({ seed }))
      await study.optimize(conditional)
      expect(new Set(paramsOf(study)).size).toBe(7)
      expect(study.trials.length).toBe(7)
    }
  })

  test("draws the same from the same seed, otherwise without", async () => {
    const order = async (seed?: number): Promise<string[]> => {
      const study = await newStudy(new BruteForceSampler({ seed }))
      await study.optimize((trial) => trial.suggestInt("x", 0, 99))
      return paramsOf(study)
    }
    expect(await order(4)).toEqual(await order(4))
    expect(await order()).not.toEqual(await order())
  })

  test("walks any tree of parameters to the end, without a repetition", async () => {
    // How many values the parameter at each depth has; at one of them the trial ends.
    const space = fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(space, fc.nat(100), async (shape, seed) => {
        const study = await newStudy(new BruteForceSampler({ seed }))
        const points = new Set<string>()
        await study.optimize((trial) => {
          let path = ""
          for (const [depth, n] of shape.entries()) {
            const value = trial.suggestInt(`p${depth}`, 0, n - 1)
            path += value
            if (value === depth % 2) break
          }
          points.add(path)
          return 0
        })
        expect(study.trials.length).toBe(points.size)
        expect(points.size).toBe(countLeaves(shape))
      }),
      { numRuns: 30 },
    )
  })

  test("counts failed and pruned trials as tried", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    await study.optimize(
      (trial) => {
        const x = trial.suggestInt("x", 0, 8)
        if (x % 3 === 0) throw new TrialPruned()
        return x % 3 === 1 ? NaN : Infinity
      },
      { nTrials: 20 },
    )
    expect([...paramsOf(study)].sort()).toEqual(Array.from({ length: 9 }, (_, x) => `{"x":${x}}`))
  })

  test("takes a trial that failed or was pruned early, where others went on, as no more than that", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    const gone = new Set<number>()
    let nPruned = 0
    await study.optimize(
      (trial) => {
        if (trial.number === 2) throw new RangeError("before the first parameter")
        const a = trial.suggestInt("a", 0, 1)
        if (gone.has(a) && nPruned++ < 2) throw new TrialPruned()
        gone.add(a)
        return a + trial.suggestInt("b", 0, 3)
      },
      { catch: [RangeError], nTrials: 30 },
    )
    expect(study.trials.map(({ state }) => state).sort()).toEqual([
      ...Array<string>(8).fill("complete"),
      "fail",
      "pruned",
      "pruned",
    ])
    expect(new Set(paramsOf(study).filter((params) => params.includes("b"))).size).toBe(8)
  })

  test("goes on from trials that were added, and leaves enqueued parameters as they are", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    await study.addTrial(
      createTrial({
        value: 0,
        params: { a: 1, b: 0.5 },
        distributions: { a: int(0, 1), b: float(0, 1, { step: 0.5 }) },
      }),
    )
    await study.enqueueTrial({ a: 1 })
    await study.optimize((trial) => trial.suggestInt("a", 0, 1) + trial.suggestFloat("b", 0, 1, { step: 0.5 }), {
      nTrials: 20,
    })
    expect(study.trials[1]?.params["a"]).toBe(1)
    expect(new Set(paramsOf(study)).size).toBe(6)
    expect(study.trials.length).toBe(6)
  })

  test("gives running trials different points, and ends when the rest is running", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    await study.optimize(
      async (trial) => {
        const a = trial.suggestInt("a", 0, 3)
        await Promise.resolve()
        const b = trial.suggestInt("b", 0, 2)
        await new Promise((done) => setTimeout(done, 1))
        return a + b
      },
      { concurrency: 5, nTrials: 40 },
    )
    expect(new Set(paramsOf(study)).size).toBe(12)
    expect(study.trials.length).toBeLessThan(12 + 5)
  })

  test("stops while the last point runs, or only after it if asked to", async () => {
    const study = async (avoidPrematureStop: boolean): Promise<boolean[]> => {
      const sampler = new BruteForceSampler({ seed: 1, avoidPrematureStop })
      const stopped: boolean[] = []
      let stops = 0
      const watched = await newStudy({
        sampleIndependent: (view, ...rest) => sampler.sampleIndependent(view, ...rest),
        afterTrial: (view, trial, state) => {
          const stop = view.stop.bind(view)
          view.stop = () => void (stops++, stop())
          sampler.afterTrial(view, trial, state)
          view.stop = stop
          stopped.push(stops > 0)
        },
      })
      const [one, two] = [await watched.ask(), await watched.ask()]
      for (const trial of [one, two]) trial.suggestInt("x", 0, 1)
      for (const trial of [one, two]) await watched.tell(trial, 0)
      return stopped
    }
    expect(await study(false)).toEqual([true, true])
    expect(await study(true)).toEqual([false, true])
  })

  test("repeats points when all have been tried and more trials are asked for", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    await study.optimize((trial) => trial.suggestInt("x", 0, 2))
    expect([0, 1, 2]).toContain((await study.ask()).suggestInt("x", 0, 2))
  })

  test("enumerates a float's grid in decimal: 0.1 to 0.3 by 0.1 ends with 0.3", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    await study.optimize((trial) => trial.suggestFloat("x", 0.1, 0.3, { step: 0.1 }))
    expect(study.trials.map(({ params }) => params["x"]).sort()).toEqual([0.1, 0.2, 0.3])
  })

  test("takes NaN among choices for one choice", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 1 }))
    await study.optimize(
      (trial) => (trial.suggestCategorical("x", [NaN, null, 0]) === null ? 1 : 0) + trial.suggestInt("y", 0, 1),
    )
    expect(study.trials.length).toBe(6)
  })

  test("refuses a float without a step, of its own trials and of earlier ones", async () => {
    const study = await newStudy(new BruteForceSampler())
    await expect(study.optimize((trial) => trial.suggestFloat("x", 0, 1))).rejects.toMatchObject({
      code: "INFINITE_SEARCH_SPACE",
    })
    const mixed = await newStudy(new RandomSampler())
    await mixed.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrials: 1 })
    mixed.sampler = new BruteForceSampler()
    await expect(mixed.optimize((trial) => trial.suggestInt("n", 0, 1))).rejects.toMatchObject({
      code: "INFINITE_SEARCH_SPACE",
    })
  })

  test.each<{ what: string; objective: (trial: Trial) => number }>([
    { what: "another parameter", objective: (trial) => trial.suggestInt(trial.number === 1 ? "y" : "x", 0, 3) },
    { what: "another range", objective: (trial) => trial.suggestInt("x", 0, trial.number === 1 ? 4 : 3) },
    { what: "another step", objective: (trial) => trial.suggestInt("x", 0, 4, { step: trial.number === 1 ? 2 : 1 }) },
  ])("refuses $what", async ({ objective }) => {
    const study = await newStudy(new BruteForceSampler({ seed: 3 }))
    const run = study.optimize(objective, { nTrials: 10 })
    await expect(run).rejects.toMatchObject({ code: "SEARCH_SPACE_MISMATCH" })
  })

  test("refuses more parameters after values with which a trial was complete", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 3 }))
    await study.addTrial(createTrial({ value: 0, params: { x: 0 }, distributions: { x: int(0, 1) } }))
    await study.enqueueTrial({ x: 0 })
    const run = study.optimize((trial) => trial.suggestInt("x", 0, 1) + trial.suggestInt("y", 0, 9))
    await expect(run).rejects.toMatchObject({ code: "SEARCH_SPACE_MISMATCH", message: expect.stringContaining("'y'") })
  })

  test("refuses a trial that was complete where others went on", async () => {
    const study = await newStudy(new BruteForceSampler({ seed: 3 }))
    const objective = (trial: Trial): number =>
      trial.suggestInt("x", 0, 1) + (trial.number === 3 ? 0 : trial.suggestInt("y", 0, 9))
    await expect(study.optimize(objective)).rejects.toMatchObject({ code: "SEARCH_SPACE_MISMATCH" })
    expect(study.trials[3]).toMatchObject({ state: "complete" })
  })

  test.each([-1, 1.5])("refuses the seed %d", (seed) => {
    expect(() => new BruteForceSampler({ seed })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })
})

function countLeaves([n, ...deeper]: readonly number[]): number {
  return n === undefined ? 1 : 1 + (n - 1) * countLeaves(deeper)
}
