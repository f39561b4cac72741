import { describe, expect, test } from "vitest"
import { MedianPruner, NopPruner, PatientPruner } from "../../src/index.ts"
import { newStudy, prunedAt, testContract, verdict } from "./support.ts"

describe("PatientPruner", () => {
  testContract(() => new PatientPruner({ patience: 1, minDelta: 0 }))

  test.each([
    { patience: 0, minDelta: 0, direction: "minimize", values: [1, 2], at: 1 },
    { patience: 1, minDelta: 0, direction: "minimize", values: [1, 2, 2], at: 2 },
    { patience: 1, minDelta: 0, direction: "minimize", values: [1, 1, 1, 1], at: -1 },
    { patience: 1, minDelta: 0, direction: "minimize", values: [3, 2, 1, 0], at: -1 },
    { patience: 1, minDelta: 0.5, direction: "minimize", values: [1, 1.4, 1.5, 1.6, 1.7], at: 4 },
    { patience: 1, minDelta: 0, direction: "maximize", values: [1, 0.5, 0.9], at: 2 },
    { patience: 2, minDelta: 0, direction: "maximize", values: [1, 0, 2, 0, 0, 0], at: 5 },
    { patience: 0, minDelta: 0, direction: "minimize", values: [1, NaN, 2], at: 2 },
    { patience: 0, minDelta: 0, direction: "minimize", values: [NaN, NaN, 2], at: -1 },
    { patience: 0, minDelta: 0, direction: "minimize", values: [1, Infinity], at: 1 },
    { patience: 0, minDelta: 0, direction: "minimize", values: [Infinity, Infinity, -Infinity], at: -1 },
  ] as const)(
    "after $values, patience $patience, delta $minDelta, to $direction: pruned at $at",
    async ({ patience, minDelta, direction, values, at }) => {
      expect(await prunedAt(await newStudy(new PatientPruner({ patience, minDelta }), [], direction), values)).toBe(at)
    },
  )

  test("goes by the steps, whatever the order of the reports", async () => {
    const study = await newStudy(new PatientPruner({ patience: 0 }))
    expect(
      await verdict(study, [
        [7, 3],
        [2, 1],
      ]),
    ).toBe(true)
    expect(
      await verdict(study, [
        [7, 1],
        [2, 3],
      ]),
    ).toBe(false)
    expect(
      await verdict(study, [
        [100, 3],
        [20, 1],
      ]),
    ).toBe(true)
  })

  test("leaves the decision to the wrapped pruner once patience is at an end", async () => {
    const wrapped = new MedianPruner({ nStartupTrials: 1 })
    const curves = [{ 0: 1, 1: 1, 2: 1 }]
    expect(await prunedAt(await newStudy(wrapped, curves), [2, 3, 3])).toBe(0)
    expect(
      await prunedAt(await newStudy(new PatientPruner({ wrappedPruner: wrapped, patience: 1 }), curves), [2, 3, 3]),
    ).toBe(2)
    expect(
      await prunedAt(await newStudy(new PatientPruner({ wrappedPruner: wrapped, patience: 1 }), curves), [0, 3, 3]),
    ).toBe(-1)
    expect(
      await prunedAt(await newStudy(new PatientPruner({ wrappedPruner: new NopPruner(), patience: 0 })), [1, 2]),
    ).toBe(-1)
    expect(await prunedAt(await newStudy(new PatientPruner({ wrappedPruner: null, patience: 0 })), [1, 2])).toBe(1)
  })

  test.each([
    undefined,
    {},
    { patience: -1 },
    { patience: 0.5 },
    { patience: 1, minDelta: -0.1 },
    { patience: 1, minDelta: NaN },
    { patience: 1, wrappedPruner: {} },
  ])("refuses %o", (options) => {
    expect(() => new PatientPruner(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})
