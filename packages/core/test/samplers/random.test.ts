import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, float, int, RandomSampler } from "../../src/index.ts"
import { newStudy, testContract } from "./support.ts"

describe("RandomSampler", () => {
  testContract((seed) => new RandomSampler({ seed }))

  test("draws what numpy's RandomState(42).uniform draws", async () => {
    const study = await newStudy(new RandomSampler({ seed: 42 }))
    const trial = await study.ask()
    expect([0, 1, 2].map((i) => trial.suggestFloat(`x${i}`, -10, 10))).toEqual([
      -2.50919762305275, 9.014286128198322, 4.639878836228101,
    ])
  })

  test("draws otherwise each time without a seed", async () => {
    const draw = async (): Promise<number> =>
      (await (await newStudy(new RandomSampler())).ask()).suggestFloat("x", 0, 1)
    expect(await draw()).not.toBe(await draw())
  })

  test("draws each value of a grid equally often, the ends too", async () => {
    const study = await newStudy(new RandomSampler({ seed: 3 }))
    const counts = new Map<unknown, number>()
    const count = (value: unknown): void => void counts.set(value, (counts.get(value) ?? 0) + 1)
    await study.optimize(
      (trial) => {
        count(trial.suggestInt("i", 0, 3))
        count(trial.suggestFloat("f", 0.1, 0.4, { step: 0.1 }))
        count(trial.suggestCategorical("c", ["a", "b", "c", "d"]))
        return 0
      },
      { nTrials: 4000 },
    )
    expect(counts.size).toBe(12)
    for (const n of counts.values()) expect(Math.abs(n - 1000)).toBeLessThan(4 * Math.sqrt(750))
  })

  test("draws from a range that is wider than the largest number", async () => {
    const study = await newStudy(new RandomSampler({ seed: 1 }))
    await study.optimize((trial) => trial.suggestFloat("x", -1.7e308, 1.7e308), { nTrials: 100 })
    const nNegative = study.trials.filter(({ params }) => (params["x"] as number) < 0).length
    expect(nNegative).toBeGreaterThan(30)
    expect(nNegative).toBeLessThan(70)
  })

  test("stays in range and on the grid for any distribution", async () => {
    const study = await newStudy(new RandomSampler({ seed: 1 }))
    const size = fc.double({ min: 1e-12, max: 1e12, noNaN: true })
    const distribution = fc.oneof(
      fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), size).map(([low, width]) => float(low, low + width)),
      fc
        .tuple(size, fc.double({ min: 1, max: 1e6, noNaN: true }))
        .map(([low, factor]) => float(low, low * factor, { log: true })),
      fc
        .tuple(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.1, 0.25, 3), fc.nat(40))
        .map(([k, step, n]) => float(k * step, (k + n) * step, { step })),
      fc
        .tuple(fc.integer(), fc.nat(1000), fc.integer({ min: 1, max: 7 }))
        .map(([low, n, step]) => int(low, low + n * step, { step })),
      fc
        .tuple(fc.integer({ min: 1, max: 1000 }), fc.nat(1e6))
        .map(([low, width]) => int(low, low + width, { log: true })),
      fc.array(fc.oneof(fc.integer(), fc.string()), { minLength: 1 }).map((choices) => categorical(choices)),
    )
    await fc.assert(
      fc.asyncProperty(distribution, async (d) => {
        const trial = await study.ask()
        const { p } = trial.suggest({ [`p${trial.number}`]: d, p: int(0, 1) })
        const value = trial.params[`p${trial.number}`]
        expect([0, 1]).toContain(p)
        expect(d.contains(d.toInternal(value))).toBe(true)
      }),
    )
  })

  test.each([-1, 0.5, 2 ** 32, NaN])("refuses the seed %d", (seed) => {
    expect(() => new RandomSampler({ seed })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })
})
