import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, float, int, RandomState } from "../../../src/index.ts"
import { bestCandidate } from "../../../src/samplers/tpe/acquisition.ts"
import { Axes } from "../../../src/samplers/tpe/axes.ts"
import { exactLogDensity } from "../../../src/samplers/tpe/exact-density.ts"
import type { Mixture } from "../../../src/samplers/tpe/mixture.ts"
import { anySpace, drawnFrom, randomMixture, spaceOf } from "./support.ts"

/** The score of each candidate, in the exact arithmetic. */
function scores(below: Mixture, above: Mixture, candidates: ReturnType<typeof drawnFrom>): number[] {
  return Array.from({ length: candidates.count }, (_, c) => {
    return exactLogDensity(below, candidates, c) - exactLogDensity(above, candidates, c)
  })
}

describe("bestCandidate", () => {
  test("is the first with the largest score in the exact arithmetic, for any space", () => {
    fc.assert(
      fc.property(anySpace, fc.nat(20), fc.nat(250), fc.nat(), (space, nBelow, nAbove, seed) => {
        const random = new RandomState(seed)
        const axes = new Axes(space)
        const below = randomMixture(axes, nBelow, random, false)
        const above = randomMixture(axes, nAbove, random)
        const candidates = drawnFrom(below, 12, random)
        const all = scores(below, above, candidates)
        expect(bestCandidate(below, above, candidates)).toBe(all.indexOf(Math.max(...all)))
      }),
    )
  })

  test("is the first of equal ones, on one discrete axis and on none but categorical ones", () => {
    const spaces = [
      spaceOf({ k: int(0, 3) }),
      spaceOf({ c: categorical(["a", "b", "c"]) }),
      spaceOf({ a: categorical(["a", "b"]), b: categorical([1, 2, 3, 4, 5]) }),
    ]
    for (const space of spaces) {
      for (let seed = 0; seed < 40; seed++) {
        const random = new RandomState(seed)
        const axes = new Axes(space)
        const below = randomMixture(axes, seed % 5, random)
        const above = randomMixture(axes, seed, random)
        const candidates = drawnFrom(below, 24, random)
        const all = scores(below, above, candidates)
        expect(bestCandidate(below, above, candidates)).toBe(all.indexOf(Math.max(...all)))
      }
    }
  })

  test("is the first of those that no observation is near to", () => {
    const axes = new Axes(spaceOf({ x: float(0, 1) }))
    const random = new RandomState(4)
    const nothing = randomMixture(axes, 0, random)
    const candidates = drawnFrom(nothing, 24, random)
    expect(bestCandidate(nothing, nothing, candidates)).toBe(0)
  })
})
