import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Direction, FrozenTrial } from "../../../src/index.ts"
import { Split } from "../../../src/samplers/tpe/split.ts"
import { trialOf } from "./support.ts"

function splitOf(trials: readonly FrozenTrial[], directions: readonly Direction[] = ["minimize"]): Split {
  const split = new Split(directions)
  split.update({ trials, finished: trials, running: new Map() })
  return split
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

describe("Split", () => {
  test.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [240, 24],
    [250, 25],
    [1000, 25],
  ])("of %i trials takes %i as good", (n, nBelow) => {
    expect(splitOf(Array.from({ length: n }, (_, i) => trialOf(i, { values: [i] }))).below).toHaveLength(nBelow)
  })

  test("has no most with several objectives", () => {
    const trials = Array.from({ length: 1000 }, (_, i) => trialOf(i, { values: [i, -i] }))
    expect(splitOf(trials, ["minimize", "minimize"]).below).toHaveLength(100)
  })

  test("takes the earlier of equal values, in either direction", () => {
    const trials = [3, 1, 2, 1, 2, 3, 3, 3, 3, 3, 3].map((value, i) => trialOf(i, { values: [value] }))
    expect(sorted(splitOf(trials).below)).toEqual([1, 3])
    expect(sorted(splitOf(trials, ["maximize"]).below)).toEqual([0, 5])
  })

  test("fills up with pruned trials by how far they went, their report, and those without one last", () => {
    const pruned = [{}, { 1: 0 }, { 1: 9, 4: 7 }, { 4: 3 }, { 4: NaN }, { 2: -Infinity }]
    const trials = pruned.map((intermediateValues, i) => trialOf(i, { state: "pruned", intermediateValues }))
    const order = [3, 2, 4, 5, 1, 0]
    for (let n = 1; n <= 6; n++) {
      const failed = Array.from({ length: 50 }, (_, i) => trialOf(10 + i, { state: "fail" }))
      const more = Array.from({ length: 10 * (n - 1) }, (_, i) => trialOf(100 + i, { state: "pruned" }))
      expect(sorted(splitOf([...trials, ...failed, ...more]).below.slice(0, 6))).toEqual(sorted(order.slice(0, n)))
    }
  })

  test("counts a report the other way round where the objective is maximised", () => {
    const trials = [2, 5, 3].map((report, i) => trialOf(i, { state: "pruned", intermediateValues: { 3: report } }))
    expect(splitOf(trials, ["maximize"]).below).toEqual([1])
  })

  test("takes trials that break constraints last, the least broken first, pruned ones too", () => {
    const broken = [2, 0.5, 1, 0].map((c, i) => {
      return trialOf(i, { values: [-i], state: i === 1 ? "pruned" : "complete", systemAttrs: { "constraints:c": c } })
    })
    const filler = Array.from({ length: 20 }, (_, i) => {
      return trialOf(10 + i, { values: [0], systemAttrs: { "constraints:a": 1, "constraints:b": 9 + i } })
    })
    expect(splitOf([...broken, ...filler]).below).toEqual([3, 1, 2])
  })

  test("does not count failed trials", () => {
    const split = splitOf([trialOf(0, { state: "fail" }), trialOf(1, { values: [1] })])
    expect([split.size, split.below]).toEqual([1, [1]])
  })

  test("is the same whenever it was updated, and whatever order the trials ended in", () => {
    const anyTrial = fc.record({
      state: fc.constantFrom("complete", "complete", "pruned", "fail"),
      values: fc.tuple(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(Infinity, -Infinity))),
      intermediateValues: fc.dictionary(fc.constantFrom("1", "2"), fc.constantFrom(1, 2, NaN)),
      systemAttrs: fc.dictionary(fc.constantFrom("constraints:a", "constraints:b"), fc.constantFrom(-1, 0, 1, 2)),
    })
    fc.assert(
      fc.property(fc.array(anyTrial, { maxLength: 80 }), fc.array(fc.nat(), { minLength: 80 }), (fields, keys) => {
        const trials = fields.map((each, i) => trialOf(i, each as Parameters<typeof trialOf>[1]))
        const finished = [...trials].sort((a, b) => (keys[a.number] as number) - (keys[b.number] as number))
        const gradual = new Split(["minimize"])
        for (let n = 0; n <= finished.length; n += 3) {
          gradual.update({ trials, finished: finished.slice(0, n), running: new Map() })
        }
        gradual.update({ trials, finished, running: new Map() })
        expect(sorted(gradual.below)).toEqual(sorted(splitOf(trials).below))
      }),
    )
  })
})
