import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createTrial, MedianPruner, PercentilePruner } from "../../src/index.ts"
import { newStudy, prunedAt, testContract, verdict } from "./support.ts"

const at0 = (...values: number[]): { 0: number }[] => values.map((value) => ({ 0: value }))

describe("PercentilePruner", () => {
  testContract(() => new PercentilePruner({ percentile: 25, nStartupTrials: 0 }))

  test.each([
    { percentile: 25, direction: "minimize", kept: 2, pruned: 2.01 },
    { percentile: 50, direction: "minimize", kept: 3, pruned: 3.01 },
    { percentile: 60, direction: "minimize", kept: 3.4, pruned: 3.41 },
    { percentile: 0, direction: "minimize", kept: 1, pruned: 1.01 },
    { percentile: 100, direction: "minimize", kept: 5, pruned: 5.01 },
    { percentile: 25, direction: "maximize", kept: 4, pruned: 3.99 },
    { percentile: 0, direction: "maximize", kept: 5, pruned: 4.99 },
  ] as const)(
    "keeps $kept and prunes $pruned of 1 to 5 at $percentile, to $direction",
    async ({ percentile, direction, kept, pruned }) => {
      const study = await newStudy(new PercentilePruner({ percentile }), at0(5, 1, 4, 2, 3), direction)
      expect(await verdict(study, [[0, kept]])).toBe(false)
      expect(await verdict(study, [[0, pruned]])).toBe(true)
    },
  )

  test("compares the best report so far with what others reported at the latest step", async () => {
    const study = await newStudy(new PercentilePruner({ percentile: 50, nStartupTrials: 1 }), [{ 0: 9, 1: 5, 2: 1 }])
    expect(await verdict(study, [[0, 9.5]])).toBe(true)
    expect(
      await verdict(study, [
        [0, 4],
        [1, 8],
      ]),
    ).toBe(false)
    expect(
      await verdict(study, [
        [0, 4],
        [2, 8],
      ]),
    ).toBe(true)
  })

  test("prunes nothing before enough trials are complete, and never without any", async () => {
    const few = await newStudy(new PercentilePruner({ percentile: 50, nStartupTrials: 3 }), at0(1, 1))
    await few.addTrials([
      createTrial({ state: "fail", intermediateValues: { 0: 1 } }),
      createTrial({ state: "pruned", intermediateValues: { 0: 1 } }),
    ])
    expect(await verdict(few, [[0, 2]])).toBe(false)
    await few.addTrial(createTrial({ value: 1 }))
    expect(await verdict(few, [[0, 2]])).toBe(true)
    expect(await verdict(await newStudy(new PercentilePruner({ percentile: 50, nStartupTrials: 0 })), [[0, 2]])).toBe(
      false,
    )
  })

  test("prunes nothing at a step that too few have reported", async () => {
    const study = await newStudy(new PercentilePruner({ percentile: 50, nStartupTrials: 0, nMinTrials: 3 }), [
      { 0: 1, 1: 1 },
      { 0: 1, 1: 1 },
      { 0: NaN },
    ])
    expect(await verdict(study, [[0, 2]])).toBe(true)
    expect(await verdict(study, [[1, 2]])).toBe(false)
    expect(await verdict(study, [[7, 2]])).toBe(false)
  })

  test("passes over NaN, but prunes who reports nothing else and nobody where others did", async () => {
    const study = await newStudy(new PercentilePruner({ percentile: 50, nStartupTrials: 0 }), [
      { 0: 1, 1: NaN },
      { 0: NaN, 1: NaN },
    ])
    expect(await verdict(study, [[0, 2]])).toBe(true)
    expect(await verdict(study, [[0, 0.5]])).toBe(false)
    expect(await verdict(study, [[0, NaN]])).toBe(true)
    expect(
      await verdict(study, [
        [0, NaN],
        [1, 3],
      ]),
    ).toBe(false)
    expect(await verdict(study, [[5, NaN]])).toBe(true)
  })

  test("takes infinite reports as they stand, but prunes nobody where the percentile meets one among the others", async () => {
    const study = await newStudy(new PercentilePruner({ percentile: 25, nStartupTrials: 0 }), at0(1, 2, 3, 4, Infinity))
    expect(await verdict(study, [[0, Infinity]])).toBe(true)
    expect(await verdict(study, [[0, -Infinity]])).toBe(false)
    // numpy.nanpercentile([1, 2, inf], 50) is NaN, as is that of [inf]
    for (const others of [[1, 2, Infinity], [Infinity], [-Infinity, -Infinity], [-Infinity, 1, Infinity]]) {
      const met = await newStudy(new PercentilePruner({ percentile: 50, nStartupTrials: 0 }), at0(...others))
      expect(await verdict(met, [[0, 9]])).toBe(false)
    }
  })

  test("waits for the warm-up and looks once in each interval", async () => {
    const curve = Object.fromEntries(Array.from({ length: 20 }, (_, step) => [step, 1]))
    const study = await newStudy(
      new PercentilePruner({ percentile: 50, nStartupTrials: 1, nWarmupSteps: 4, intervalSteps: 5 }),
      [curve],
    )
    expect(
      await prunedAt(
        study,
        Array.from({ length: 20 }, () => 2),
      ),
    ).toBe(4)
    expect(
      await verdict(study, [
        [4, 2],
        [8, 2],
      ]),
    ).toBe(false)
    expect(
      await verdict(study, [
        [4, 2],
        [9, 2],
      ]),
    ).toBe(true)
  })

  test("gives the same verdict however the others came to be known", async () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(NaN, Infinity, -Infinity))
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 30 }),
        value,
        fc.integer({ min: 0, max: 100 }),
        async (others, own, percentile) => {
          const pruner = new PercentilePruner({ percentile, nStartupTrials: 0 })
          const atOnce = await newStudy(pruner, at0(...others))
          const oneByOne = await newStudy(pruner)
          for (const other of others) {
            await oneByOne.addTrial(createTrial({ value: 0, intermediateValues: { 0: other } }))
            await verdict(oneByOne, [[0, 5]])
          }
          expect(await verdict(oneByOne, [[0, own]])).toBe(await verdict(atOnce, [[0, own]]))
        },
      ),
      { numRuns: 50 },
    )
  })

  test.each([
    undefined,
    {},
    { percentile: -1 },
    { percentile: 100.5 },
    { percentile: NaN },
    { percentile: 25, nStartupTrials: -1 },
    { percentile: 25, nWarmupSteps: -1 },
    { percentile: 25, intervalSteps: 0 },
    { percentile: 25, nMinTrials: 0 },
    { percentile: 25, nMinTrials: 1.5 },
  ])("refuses %o", (options) => {
    expect(() => new PercentilePruner(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})

describe("MedianPruner", () => {
  testContract(() => new MedianPruner({ nStartupTrials: 0 }))

  test("prunes what is worse than the median, by default from five complete trials on", async () => {
    const study = await newStudy(new MedianPruner(), at0(1, 2, 3, 4))
    expect(await verdict(study, [[0, 9]])).toBe(false)
    await study.addTrial(createTrial({ value: 5, intermediateValues: { 0: 5 } }))
    expect(await verdict(study, [[0, 3]])).toBe(false)
    expect(await verdict(study, [[0, 3.1]])).toBe(true)
  })

  test.each([{ nStartupTrials: -1 }, { nWarmupSteps: -1 }, { intervalSteps: 0 }, { nMinTrials: 0 }])(
    "refuses %o",
    (options) => {
      expect(() => new MedianPruner(options)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
    },
  )
})
