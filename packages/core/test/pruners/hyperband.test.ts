import { describe, expect, test } from "vitest"
import type { Study } from "../../src/index.ts"
import { createTrial, HyperbandPruner } from "../../src/index.ts"
import { newStudy, prunedAt, testContract, verdict } from "./support.ts"

/** The steps at which each of `n` trials that all report the same has a rung: they tell its bracket. */
async function firstRungs(study: Study, n: number, nSteps: number): Promise<number[]> {
  const first: number[] = []
  for (let i = 0; i < n; i++) {
    const trial = await study.ask()
    let rung = -1
    for (let step = 1; step <= nSteps && rung < 0; step++) {
      trial.report(0, step)
      await trial.shouldPrune()
      if ("completed_rung_0" in (study.trials[trial.number]?.systemAttrs ?? {})) rung = step
    }
    first.push(rung)
    await study.tell(trial, 0)
  }
  return first
}

describe("HyperbandPruner", () => {
  testContract(() => new HyperbandPruner({ minResource: 1, maxResource: 12, reductionFactor: 2 }))

  test("puts the trials into the brackets that Optuna 5.0.0 puts them into", async () => {
    const study = await newStudy(new HyperbandPruner({ minResource: 1, maxResource: 9, reductionFactor: 3 }))
    expect(await firstRungs(study, 20, 9)).toEqual(BRACKETS_OF_STUDY.map((bracket) => 3 ** bracket))
  })

  test("has 5 brackets for 243 steps by 3, as the rounded logarithms say", async () => {
    const study = await newStudy(new HyperbandPruner({ minResource: 1, maxResource: 243, reductionFactor: 3 }))
    const rungs = await firstRungs(study, 300, 243)
    expect(new Set(rungs)).toEqual(new Set([1, 3, 9, 27, 81]))
  })

  test("lets trials compete within their bracket only", async () => {
    const pruner = new HyperbandPruner({ minResource: 1, maxResource: 9, reductionFactor: 3 })
    const study = await newStudy(pruner)
    const worse: number[] = []
    for (let i = 0; i < 20; i++) {
      worse.push(
        await prunedAt(
          study,
          Array.from({ length: 10 }, () => i),
        ),
      )
    }
    const firstOf = [0, 1, 2].map((bracket) => BRACKETS_OF_STUDY.indexOf(bracket))
    for (const [i, step] of worse.entries()) {
      const bracket = BRACKETS_OF_STUDY[i] as number
      // The first of each bracket meets nobody; the others have a better one before them.
      expect(step).toBe(firstOf[bracket] === i ? -1 : 3 ** bracket)
    }
  })

  test("learns its resource from the longest complete trial when the first trial is judged", async () => {
    const study = await newStudy(new HyperbandPruner({ reductionFactor: 3 }))
    await study.addTrial(createTrial({ state: "pruned", intermediateValues: { 100: 1 } }))
    expect(await verdict(study, [[1, 1]])).toBe(false)
    await study.addTrials([
      createTrial({ value: 1, intermediateValues: { 8: 1 } }),
      createTrial({ value: 1, intermediateValues: { 3: 1 } }),
    ])
    expect(new Set(await firstRungs(study, 60, 9))).toEqual(new Set([1, 3, 9]))
  })

  test("prunes nothing while trials are shorter than its smallest resource", async () => {
    const study = await newStudy(new HyperbandPruner({ minResource: 10 }), [{ 1: 1 }])
    expect(await prunedAt(study, [NaN, NaN, NaN, NaN])).toBe(-1)
  })

  test("prunes NaN at a rung and lets infinite reports compete", async () => {
    const study = await newStudy(new HyperbandPruner({ minResource: 1, maxResource: 1 }))
    expect(await prunedAt(study, [0, Infinity])).toBe(-1)
    expect(await prunedAt(study, [0, -Infinity])).toBe(-1)
    expect(await prunedAt(study, [0, Infinity])).toBe(1)
    expect(await prunedAt(study, [0, NaN])).toBe(1)
  })

  test("serves several studies at once", async () => {
    const pruner = new HyperbandPruner()
    const long = await newStudy(pruner, [{ 80: 1 }])
    const none = await newStudy(pruner)
    expect(new Set(await firstRungs(long, 100, 81))).toEqual(new Set([1, 3, 9, 27, 81]))
    expect(await verdict(none, [[100, NaN]])).toBe(false)
  })

  test.each([
    { minResource: 0 },
    { maxResource: 0 },
    { minResource: 5, maxResource: 4 },
    { maxResource: 2.5 },
    { maxResource: "automatic" },
    { reductionFactor: 1 },
    { maxResource: 9, bootstrapCount: -1 },
    { bootstrapCount: 1 },
  ])("refuses %o", (options) => {
    expect(() => new HyperbandPruner(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})

/** Of trials 0 to 19 of a study named "study", with 1 to 9 steps by 3. */
const BRACKETS_OF_STUDY: readonly number[] = [0, 0, 1, 2, 0, 0, 0, 1, 1, 0, 0, 1, 2, 2, 0, 1, 1, 1, 0, 0]
