import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, float, int, IntersectionSearchSpace } from "../../src/index.ts"
import { historyOf, trialWith } from "./support.ts"

const x = float(0, 1)
const n = int(1, 4)
const c = categorical(["a", "b"])

describe("IntersectionSearchSpace", () => {
  test.each([
    { what: "nothing", trials: [], names: [] },
    { what: "one trial", trials: [trialWith({ n, c, x })], names: ["c", "n", "x"] },
    {
      what: "trials of different parameters",
      trials: [trialWith({ x, n }), trialWith({ c, x }), trialWith({ x })],
      names: ["x"],
    },
    { what: "another range", trials: [trialWith({ x, n }), trialWith({ x: float(0, 2), n })], names: ["n"] },
    {
      what: "an equal distribution",
      trials: [trialWith({ c }), trialWith({ c: categorical(["a", "b"]) })],
      names: ["c"],
    },
    { what: "nothing in common", trials: [trialWith({ x }), trialWith({ n }), trialWith({ x })], names: [] },
    { what: "a complete trial without parameters", trials: [trialWith({}), trialWith({ x })], names: [] },
    {
      what: "failed and pruned trials",
      trials: [trialWith({}, "fail"), trialWith({ n }, "pruned"), trialWith({ x, n })],
      names: ["n", "x"],
    },
    { what: "one value only", trials: [trialWith({ one: int(3, 3) })], names: ["one"] },
  ])("of $what is $names", ({ trials, names }) => {
    expect([...new IntersectionSearchSpace().calculate(historyOf(trials)).keys()]).toEqual(names)
  })

  test("counts pruned trials if asked to", () => {
    const space = new IntersectionSearchSpace({ includePruned: true })
    expect([...space.calculate(historyOf([trialWith({ n }, "pruned"), trialWith({ x, n })])).keys()]).toEqual(["n"])
  })

  test("is the same object while nothing changes", () => {
    const trials = [trialWith({ x, n })]
    const space = new IntersectionSearchSpace()
    const first = space.calculate(historyOf(trials))
    trials.push(trialWith({ x, n }), trialWith({}, "fail"))
    expect(space.calculate(historyOf(trials))).toBe(first)
    trials.push(trialWith({ x }))
    expect([...space.calculate(historyOf(trials)).keys()]).toEqual(["x"])
  })

  test("is the same whether trials come one by one or at once", () => {
    const names = fc.subarray(["a", "b", "c", "d"])
    fc.assert(
      fc.property(fc.array(names), (spaces) => {
        const trials = spaces.map((chosen) => trialWith(Object.fromEntries(chosen.map((name) => [name, x]))))
        const growing = new IntersectionSearchSpace()
        for (let i = 0; i < trials.length; i++) growing.calculate(historyOf(trials.slice(0, i)))
        const expected = ["a", "b", "c", "d"].filter(
          (name) => spaces.length > 0 && spaces.every((chosen) => chosen.includes(name)),
        )
        expect([...growing.calculate(historyOf(trials)).keys()]).toEqual(expected)
        expect([...new IntersectionSearchSpace().calculate(historyOf(trials)).keys()]).toEqual(expected)
      }),
    )
  })
})
