import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hypervolumeSubset } from "../../../src/math/hypervolume-subset.ts"
import { nonDominationRanks } from "../../../src/math/non-domination.ts"
import { ParetoSplit } from "../../../src/samplers/tpe/pareto-split.ts"

const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.constantFrom(Infinity, -Infinity),
)

/** The best `n` as defined: whole ranks, then the greedy subset of the next one, trials by number. */
function defined(losses: readonly (readonly number[])[], n: number): number[] {
  const width = losses[0]?.length ?? 2
  const ranks = nonDominationRanks(Float64Array.from(losses.flat()), width)
  const best: number[] = []
  for (let rank = 0; best.length < Math.min(n, losses.length); rank++) {
    const tied = [...losses.keys()].filter((i) => ranks[i] === rank)
    if (best.length + tied.length <= n) {
      best.push(...tied)
      continue
    }
    const rows = tied.map((i) => losses[i] as readonly number[])
    const reference = Array.from({ length: width }, (_, k) => {
      const worst = Math.max(...rows.map((row) => row[k] as number))
      return Math.max(1.1 * worst, 0.9 * worst) || 1e-12
    })
    const chosen = hypervolumeSubset(Float64Array.from(rows.flat()), n - best.length, reference)
    best.push(...[...chosen].map((i) => tied[i] as number))
  }
  return best.sort((a, b) => a - b)
}

describe("ParetoSplit", () => {
  test("has nothing of nothing, and all where there are too few", () => {
    const split = new ParetoSplit(["minimize", "maximize"])
    expect(split.best(3)).toEqual([])
    split.insert(5, [1, 2])
    split.insert(3, [2, 1])
    expect(split.best(0)).toEqual([])
    expect(split.best(1)).toEqual([5])
    expect(split.best(3).sort()).toEqual([3, 5])
  })

  test("takes a whole rank before the next, whatever the direction", () => {
    const split = new ParetoSplit(["maximize", "minimize"])
    for (const [number, values] of [
      [0, 0],
      [5, 5],
      [9, 9],
      [4, 6],
      [0, 1],
    ].entries())
      split.insert(number, values)
    expect(split.best(3).sort()).toEqual([0, 1, 2])
    expect(split.best(5).sort()).toEqual([0, 1, 2, 3, 4])
  })

  test("is what ranking everything anew gives, as trials arrive in any order and more are wanted", () => {
    const history = fc.integer({ min: 2, max: 4 }).chain((width) => {
      const losses = fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 40 })
      return fc.tuple(fc.constant(width), losses, fc.array(fc.nat(12), { minLength: 1, maxLength: 20 }))
    })
    fc.assert(
      fc.property(history, fc.nat(5), ([width, losses, wanted], start) => {
        const split = new ParetoSplit(new Array<"minimize">(width).fill("minimize"))
        const arrived: (readonly number[])[] = []
        for (const [i, loss] of losses.entries()) {
          arrived.push(loss)
          split.insert(i, loss)
          if (i < start) continue
          const n = (wanted[i % wanted.length] as number) + Math.floor(i / 4)
          expect(split.best(n).sort((a, b) => a - b)).toEqual(defined(arrived, n))
        }
      }),
      { numRuns: 300 },
    )
  })
})
