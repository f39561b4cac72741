import { describe, expect, test } from "vitest"
import { createTrial, WilcoxonPruner } from "../../src/index.ts"
import { newStudy, testContract, verdict } from "./support.ts"
import { listen } from "../listen.ts"

const folds = (...values: number[]): Record<number, number> => Object.fromEntries(values.entries())
const reports = (...values: number[]): [number, number][] => [...values.entries()]

describe("WilcoxonPruner", () => {
  testContract(() => new WilcoxonPruner())

  // One-sided p of the signed-rank test when all n differences have one sign and no ties: 2 ** -n.
  test.each([
    { pThreshold: 0.26, n: 1, pruned: false },
    { pThreshold: 0.26, n: 2, pruned: true },
    { pThreshold: 0.25, n: 2, pruned: false },
    { pThreshold: 0.25, n: 3, pruned: true },
    { pThreshold: 0.1, n: 3, pruned: false },
    { pThreshold: 0.1, n: 4, pruned: true },
    { pThreshold: 0, n: 9, pruned: false },
  ])("at level $pThreshold judges $n worse folds: $pruned", async ({ pThreshold, n, pruned }) => {
    for (const sign of [1, -1]) {
      const best = folds(...Array.from({ length: 9 }, () => 0))
      const study = await newStudy(new WilcoxonPruner({ pThreshold }), [best], sign === 1 ? "minimize" : "maximize")
      const worse = reports(...Array.from({ length: n }, (_, i) => sign * (1 + i)))
      expect(await verdict(study, worse)).toBe(pruned)
      expect(
        await verdict(
          study,
          worse.map(([step, value]) => [step, -value]),
        ),
      ).toBe(false)
    }
  })

  test("needs so many steps in common before it judges", async () => {
    const study = await newStudy(new WilcoxonPruner({ pThreshold: 1, nStartupSteps: 4 }), [folds(0, 0, 0, 0, 0)])
    expect(await verdict(study, reports(1, 2, 3))).toBe(false)
    expect(await verdict(study, reports(1, 2, 3, 4))).toBe(true)
  })

  test("pairs reports by step, in any order", async () => {
    const study = await newStudy(new WilcoxonPruner(), [folds(5, 1, 9, 3, 7)])
    expect(
      await verdict(study, [
        [3, 4],
        [0, 6.5],
        [2, 12],
        [4, 9.5],
        [1, 4.5],
      ]),
    ).toBe(true)
  })

  test("lets a trial go on whose mean is as good as the best one's, whatever the test says", async () => {
    const study = await newStudy(new WilcoxonPruner({ pThreshold: 0.5 }), [folds(1, 1, 1, 1, 100)])
    expect(await verdict(study, reports(2, 3, 4, 5))).toBe(false)
    const even = await newStudy(new WilcoxonPruner({ pThreshold: 0.5 }), [folds(1, 1, 1, 1)])
    expect(await verdict(even, reports(2, 3, 4, 5))).toBe(true)
  })

  test("compares with the best feasible trial", async () => {
    const study = await newStudy(new WilcoxonPruner(), [])
    await study.addTrial(createTrial({ value: 0, intermediateValues: folds(0, 0, 0, 0), constraints: { c: 1 } }))
    expect(await verdict(study, reports(1, 2, 3, 4))).toBe(false)
    await study.addTrial(
      createTrial({ value: 1, intermediateValues: folds(0.5, 0.5, 0.5, 0.5), constraints: { c: 0 } }),
    )
    expect(await verdict(study, reports(1, 2, 3, 4))).toBe(true)
  })

  test.each([
    { pThreshold: -0.1 },
    { pThreshold: 1.1 },
    { pThreshold: NaN },
    { nStartupSteps: -1 },
    { nStartupSteps: 0.5 },
  ])("refuses %o", (options) => {
    expect(() => new WilcoxonPruner(options)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})

describe("where there is no comparing, WilcoxonPruner prunes nothing", () => {
  const said = listen()

  test("without a complete trial, silently", async () => {
    const study = await newStudy(new WilcoxonPruner())
    await study.addTrial(createTrial({ state: "fail", intermediateValues: folds(0, 0, 0, 0) }))
    expect(await verdict(study, reports(1, 2, 3, 4))).toBe(false)
    expect(said).toEqual([])
  })

  test.each([
    { what: "a best trial without reports", best: {}, own: [1, 2, 3, 4] },
    { what: "NaN in the best trial", best: folds(0, NaN, 0, 0), own: [1, 2, 3, 4] },
    { what: "an infinite report in the best trial", best: folds(0, -Infinity, 0, 0), own: [1, 2, 3, 4] },
    { what: "NaN in the trial itself", best: folds(0, 0, 0, 0), own: [1, 2, 3, NaN] },
    { what: "an infinite report in the trial itself", best: folds(0, 0, 0, 0), own: [1, 2, 3, Infinity] },
    { what: "steps that the best trial has not", best: folds(0), own: [1, 2, 3, 4] },
  ])("with one warning for $what", async ({ best, own }) => {
    const study = await newStudy(new WilcoxonPruner(), [best])
    const trial = await study.ask()
    for (const [step, value] of own.entries()) trial.report(value, step)
    expect(await trial.shouldPrune()).toBe(false)
    expect(await trial.shouldPrune()).toBe(false)
    expect(said.length).toBe(1)
    expect(said[0]).toContain("trial")
  })
})
