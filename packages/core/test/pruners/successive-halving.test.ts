import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createTrial, SuccessiveHalvingPruner } from "../../src/index.ts"
import { newStudy, prunedAt, testContract, verdict } from "./support.ts"

const rungs = (...values: number[]): Record<string, number> =>
  Object.fromEntries(values.map((value, k) => [`completed_rung_${k}`, value]))

describe("SuccessiveHalvingPruner", () => {
  testContract(() => new SuccessiveHalvingPruner({ minResource: 1, reductionFactor: 2 }))

  test.each([
    { options: { minResource: 1, reductionFactor: 4 }, steps: [1, 4, 16, 64] },
    { options: { minResource: 3, reductionFactor: 2 }, steps: [3, 6, 12, 24, 48, 96] },
    { options: { minResource: 2, reductionFactor: 3, minEarlyStoppingRate: 2 }, steps: [18, 54] },
  ])("has a rung at each of the steps $steps with $options", async ({ options, steps }) => {
    const study = await newStudy(new SuccessiveHalvingPruner(options))
    const trial = await study.ask()
    for (let step = 0; step <= 100; step++) {
      trial.report(-step, step)
      expect(await trial.shouldPrune()).toBe(false)
    }
    const told = await study.tell(trial, 0)
    expect(told.systemAttrs).toEqual(rungs(...steps.map((step) => -step)))
  })

  test.each([
    { others: [1, 2, 3], own: 4, pruned: true },
    { others: [1, 2, 3], own: 1.5, pruned: true },
    { others: [1, 2, 3], own: 1, pruned: false },
    { others: [1, 2, 3], own: 0.5, pruned: false },
    { others: [1, 2, 3, 4, 5, 6, 7], own: 1.5, pruned: false },
    { others: [1, 2, 3, 4, 5, 6, 7], own: 2, pruned: false },
    { others: [1, 2, 3, 4, 5, 6, 7], own: 2.5, pruned: true },
    { others: [], own: 99, pruned: false },
    { others: [1, 1, 1], own: Infinity, pruned: true },
    { others: [Infinity, Infinity, Infinity], own: Infinity, pruned: false },
    { others: [1, 1, 1], own: -Infinity, pruned: false },
    { others: [1, 1, 1], own: NaN, pruned: true },
  ])(
    "keeps the best quarter of a rung, at least one, and its equals: $own beside $others",
    async ({ others, own, pruned }) => {
      for (const sign of [1, -1]) {
        const study = await newStudy(
          new SuccessiveHalvingPruner({ minResource: 1 }),
          [],
          sign === 1 ? "minimize" : "maximize",
        )
        await study.addTrials(others.map((value) => createTrial({ value: 0, systemAttrs: rungs(sign * value) })))
        expect(await verdict(study, [[1, sign * own]])).toBe(pruned)
      }
    },
  )

  test("lets trials compete that run, failed or were pruned, but not those that wait", async () => {
    const study = await newStudy(new SuccessiveHalvingPruner({ minResource: 1, reductionFactor: 4 }))
    await study.addTrials([
      createTrial({ state: "fail", systemAttrs: rungs(2) }),
      createTrial({ state: "pruned", systemAttrs: rungs(3) }),
      createTrial({ state: "running", systemAttrs: rungs(1) }),
    ])
    expect(await verdict(study, [[1, 1.5]])).toBe(true)
    const trial = await study.ask()
    await study.addTrial(createTrial({ state: "waiting", systemAttrs: rungs(0) }))
    trial.report(1, 1)
    expect(await trial.shouldPrune()).toBe(false)
  })

  test("goes through several rungs at once when a report comes late", async () => {
    const study = await newStudy(new SuccessiveHalvingPruner({ minResource: 1, reductionFactor: 2 }))
    const trial = await study.ask()
    trial.report(7, 5)
    expect(await trial.shouldPrune()).toBe(false)
    expect((await study.tell(trial, 7)).systemAttrs).toEqual(rungs(7, 7, 7))
  })

  test("writes nothing for NaN", async () => {
    const study = await newStudy(new SuccessiveHalvingPruner({ minResource: 1 }))
    expect(await prunedAt(study, [0, NaN])).toBe(1)
    expect(study.trials[0]?.systemAttrs).toEqual({})
  })

  test("ends the first trials of each rung while it bootstraps", async () => {
    const study = await newStudy(new SuccessiveHalvingPruner({ minResource: 1, bootstrapCount: 2 }))
    expect(await prunedAt(study, [0, 1])).toBe(1)
    expect(await prunedAt(study, [0, 0.5])).toBe(1)
    expect(await prunedAt(study, [0, 0.1])).toBe(-1)
  })

  test.each([
    { lastStep: 99, minResource: 1 },
    { lastStep: 350, minResource: 3 },
  ])(
    "takes a hundredth of the longest complete trial as its resource: $minResource of $lastStep",
    async ({ lastStep, minResource }) => {
      const study = await newStudy(new SuccessiveHalvingPruner())
      await study.addTrial(createTrial({ state: "pruned", intermediateValues: { 5000: 1 } }))
      expect(
        await verdict(study, [
          [1, 1],
          [2, 1],
          [3, 1],
        ]),
      ).toBe(false)
      await study.addTrials([
        createTrial({ value: 1, intermediateValues: { [lastStep]: 1 } }),
        createTrial({ value: 1, intermediateValues: { 7: 1 } }),
      ])
      const trial = await study.ask()
      for (let step = 0; step <= minResource; step++) {
        trial.report(1, step)
        await trial.shouldPrune()
        expect("completed_rung_0" in (study.trials[trial.number]?.systemAttrs ?? {})).toBe(step === minResource)
      }
    },
  )

  test("keeps exactly those that are no worse than the last of the best share", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 2, max: 5 }),
        async (others, own, reductionFactor) => {
          const study = await newStudy(new SuccessiveHalvingPruner({ minResource: 1, reductionFactor }))
          await study.addTrials(others.map((value) => createTrial({ value: 0, systemAttrs: rungs(value) })))
          const all = [...others, own].sort((a, b) => a - b)
          const nKept = Math.max(1, Math.floor(all.length / reductionFactor))
          expect(await verdict(study, [[1, own]])).toBe(own > (all[nKept - 1] as number))
        },
      ),
      { numRuns: 100 },
    )
  })

  test.each([
    { minResource: 0 },
    { minResource: 1.5 },
    { minResource: "automatic" },
    { reductionFactor: 1 },
    { minEarlyStoppingRate: -1 },
    { minResource: 1, bootstrapCount: -1 },
    { bootstrapCount: 1 },
  ])("refuses %o", (options) => {
    expect(() => new SuccessiveHalvingPruner(options as never)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    )
  })
})
