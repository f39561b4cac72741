import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Direction, FrozenTrial, Study } from "../../src/index.ts"
import { createStudy, createTrial, NopPruner, RandomSampler, setVerbosity } from "../../src/index.ts"

setVerbosity("silent")

const newStudy = (directions: readonly Direction[] = ["minimize"]): Promise<Study> =>
  createStudy({ directions, sampler: new RandomSampler({ seed: 1 }), pruner: new NopPruner() })
const failure = (code: string): unknown => expect.objectContaining({ code })

describe("bestTrial", () => {
  test.each([
    { values: [3, 1, 2], direction: "minimize", best: 1 },
    { values: [3, 1, 2], direction: "maximize", best: 0 },
    { values: [2, 1, 1], direction: "minimize", best: 1 },
    { values: [Infinity, Infinity], direction: "minimize", best: 0 },
    { values: [Infinity, 5, -Infinity], direction: "minimize", best: 2 },
    { values: [-Infinity, 5, Infinity], direction: "maximize", best: 2 },
    { values: [-Infinity, -Infinity], direction: "maximize", best: 0 },
  ] as const)("of $values to $direction is trial $best", async ({ values, direction, best }) => {
    const study = await newStudy([direction])
    await study.addTrials(values.map((value) => createTrial({ value })))
    expect(study.bestTrial.number).toBe(best)
  })

  test("is the lowest number of equals, whichever ended first", async () => {
    const study = await newStudy()
    const [one, two] = [await study.ask(), await study.ask()]
    await study.tell(two, 1)
    expect(study.bestTrial.number).toBe(1)
    await study.tell(one, 1)
    expect(study.bestTrial.number).toBe(0)
  })

  test("is feasible where constraints are, and without constraints counts as such", async () => {
    const study = await newStudy()
    await study.addTrial(createTrial({ value: 0, constraints: { a: -1, b: 0.1 } }))
    expect(() => study.bestTrial).toThrow(failure("NO_FEASIBLE_TRIAL"))
    await study.addTrial(createTrial({ value: 2, constraints: { a: 0, b: -1 } }))
    expect(study.bestTrial.number).toBe(1)
    await study.addTrial(createTrial({ value: 1 }))
    expect(study.bestTrial.number).toBe(2)
  })

  test("does not exist before a trial is complete, nor with several objectives", async () => {
    const study = await newStudy()
    expect(() => study.bestTrial).toThrow(failure("NO_COMPLETE_TRIAL"))
    await study.addTrials([
      createTrial({ state: "fail" }),
      createTrial({ state: "pruned", value: 0 }),
      createTrial({ state: "running" }),
    ])
    expect(() => study.bestTrial).toThrow(failure("NO_COMPLETE_TRIAL"))
    const two = await newStudy(["minimize", "maximize"])
    await two.addTrial(createTrial({ values: [0, 0] }))
    expect(() => two.bestTrial).toThrow(failure("SINGLE_OBJECTIVE_ONLY"))
  })

  test("is at each moment what a search of all trials finds", async () => {
    const trial = fc.record({ value: fc.integer({ min: 0, max: 5 }), broken: fc.boolean(), complete: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(trial, { maxLength: 30 }),
        fc.constantFrom<Direction>("minimize", "maximize"),
        async (trials, direction) => {
          const study = await newStudy([direction])
          for (const { value, broken, complete } of trials) {
            await study.addTrial(
              createTrial({ value, state: complete ? "complete" : "pruned", constraints: { c: broken ? 1 : 0 } }),
            )
            const sign = direction === "minimize" ? 1 : -1
            const candidates = study.trials.filter(
              ({ state, constraints }) => state === "complete" && constraints["c"] === 0,
            )
            const best = [...candidates].sort(
              (a, b) => sign * ((a.value as number) - (b.value as number)) || a.number - b.number,
            )[0]
            expect(foundIn(study)).toBe(best)
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})

function foundIn(study: Study): FrozenTrial | undefined {
  try {
    return study.bestTrial
  } catch {
    return undefined
  }
}
