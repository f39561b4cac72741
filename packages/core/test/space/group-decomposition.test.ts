import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { float } from "../../src/index.ts"
import { GroupDecomposition } from "../../src/space/group-decomposition.ts"
import { historyOf, trialWith } from "./support.ts"

const x = float(0, 1)
const withNames = (names: readonly string[]): Record<string, typeof x> =>
  Object.fromEntries(names.map((name) => [name, x]))
const groupsOf = (spaces: readonly ReadonlyMap<string, unknown>[]): string[] =>
  spaces.map((space) => [...space.keys()].join(""))

describe("GroupDecomposition", () => {
  test.each([
    { trials: [], groups: [] },
    { trials: ["ba"], groups: ["ab"] },
    { trials: ["ab", "bc"], groups: ["b", "a", "c"] },
    { trials: ["ab", "cd"], groups: ["ab", "cd"] },
    { trials: ["abc", "ab", "c"], groups: ["ab", "c"] },
    { trials: ["abcd", "ab", "bc"], groups: ["b", "a", "c", "d"] },
    { trials: ["ab", ""], groups: ["ab"] },
  ])("of $trials is $groups", ({ trials, groups }) => {
    const history = historyOf(trials.map((names, i) => trialWith(withNames([...names]), "complete", i)))
    expect(groupsOf(new GroupDecomposition().calculate(history))).toEqual(groups)
  })

  test("counts pruned trials, not failed ones", () => {
    const history = historyOf([
      trialWith(withNames(["a", "b"])),
      trialWith(withNames(["a"]), "fail"),
      trialWith(withNames(["b", "c"]), "pruned"),
    ])
    expect(groupsOf(new GroupDecomposition().calculate(history)).sort()).toEqual(["a", "b", "c"])
  })

  test("joins two parameters exactly when each trial has both or neither", () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(["a", "b", "c", "d", "e"])), (spaces) => {
        const trials = spaces.map((names, i) => trialWith(withNames(names), "complete", i))
        const decomposition = new GroupDecomposition()
        for (let i = 0; i < trials.length; i++) decomposition.calculate(historyOf(trials.slice(0, i)))
        const groups = decomposition.calculate(historyOf(trials))
        const groupOf = (name: string): unknown => groups.find((group) => group.has(name))
        for (const a of new Set(spaces.flat())) {
          for (const b of new Set(spaces.flat())) {
            expect(groupOf(a) === groupOf(b)).toBe(spaces.every((names) => names.includes(a) === names.includes(b)))
          }
        }
        expect(groups.flatMap((group) => [...group.keys()]).sort()).toEqual([...new Set(spaces.flat())].sort())
      }),
    )
  })
})
