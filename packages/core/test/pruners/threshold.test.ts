import { describe, expect, test } from "vitest"
import { ThresholdPruner } from "../../src/index.ts"
import { newStudy, prunedAt, testContract, verdict } from "./support.ts"

describe("ThresholdPruner", () => {
  testContract(
    () => new ThresholdPruner({ upper: 1.5 }),
    [
      {
        reason: "its bounds do not depend on the direction",
        cases: ["decides on maximised values as on minimised ones of the other sign"],
      },
    ],
  )

  test.each([
    { reports: [0.5], pruned: false },
    { reports: [1], pruned: false },
    { reports: [1.01], pruned: true },
    { reports: [0], pruned: false },
    { reports: [-0.01], pruned: true },
    { reports: [NaN], pruned: true },
    { reports: [Infinity], pruned: true },
    { reports: [-Infinity], pruned: true },
    { reports: [5, 0.5], pruned: false },
  ])("looks at the latest report only, bounds included: $reports", async ({ reports, pruned }) => {
    const study = await newStudy(new ThresholdPruner({ lower: 0, upper: 1 }))
    expect(
      await verdict(
        study,
        reports.map((value, step) => [step, value]),
      ),
    ).toBe(pruned)
  })

  test("takes one bound alone, infinite ones too", async () => {
    expect(await prunedAt(await newStudy(new ThresholdPruner({ lower: 0 })), [9e9, -1])).toBe(1)
    expect(await prunedAt(await newStudy(new ThresholdPruner({ upper: 0 })), [-9e9, 1])).toBe(1)
    expect(await prunedAt(await newStudy(new ThresholdPruner({ lower: -Infinity })), [-Infinity, Infinity])).toBe(-1)
  })

  test("waits for the warm-up, then looks once in each interval", async () => {
    const study = await newStudy(new ThresholdPruner({ upper: 0, nWarmupSteps: 2, intervalSteps: 3 }))
    expect(await prunedAt(study, [1, 1, 1])).toBe(2)
    expect(await prunedAt(study, [1, 1, 0, 1, 1, 1])).toBe(5)
  })

  test("makes up for an interval that was left out at the next report, whatever the order", async () => {
    const pruner = new ThresholdPruner({ upper: 0, intervalSteps: 10 })
    expect(
      await verdict(await newStudy(pruner), [
        [0, 0],
        [13, 1],
      ]),
    ).toBe(true)
    expect(
      await verdict(await newStudy(pruner), [
        [0, 0],
        [10, 0],
        [13, 1],
      ]),
    ).toBe(false)
    expect(
      await verdict(await newStudy(pruner), [
        [13, 1],
        [10, 0],
        [0, 0],
      ]),
    ).toBe(false)
  })

  test.each([
    undefined,
    {},
    { lower: NaN },
    { upper: "1" },
    { lower: 1, upper: 0 },
    { upper: 1, nWarmupSteps: -1 },
    { upper: 1, nWarmupSteps: 0.5 },
    { upper: 1, intervalSteps: 0 },
  ])("refuses %o", (options) => {
    expect(() => new ThresholdPruner(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})
