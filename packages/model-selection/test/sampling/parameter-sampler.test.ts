import { RandomState } from "@parzen/core"
import { assertThrows, warningsOf } from "@parzen/core/testing"
import { readFileSync } from "node:fs"
import { describe, expect, expectTypeOf, it } from "vitest"
import type { ParamDistributions } from "../../src/index.ts"
import { loguniform, ParameterGrid, ParameterSampler, randint, uniform } from "../../src/index.ts"
import { expectClose } from "../close-to.ts"

type Entries = readonly (readonly [string, unknown])[]
type RecordedVariable = { readonly d: readonly ["uniform" | "loguniform" | "randint", number, number] }
type RecordedSpace = readonly (readonly [string, readonly unknown[] | RecordedVariable])[]

interface Case {
  readonly spaces: RecordedSpace | readonly RecordedSpace[]
  readonly single: boolean
  readonly seed: number
  readonly nIter: number
  readonly rows: readonly Entries[]
}

const VARIABLES = { uniform, loguniform, randint }
const { cases } = read<{ readonly cases: readonly Case[] }>("parameter-sampler.json")
const golden = read<{
  readonly grid: Readonly<Record<string, readonly unknown[]>>
  readonly ParameterSampler: { readonly seed: number; readonly nIter: number; readonly rows: readonly object[] }
  readonly ParameterSamplerContinuous: {
    readonly seed: number
    readonly nIter: number
    readonly rows: readonly object[]
  }
}>("parametergrid.json")

describe("ParameterSampler", () => {
  it("draws from lists what scikit-learn draws, keys in its order", () => {
    const { seed, nIter, rows } = golden.ParameterSampler
    const drawn = [...new ParameterSampler(golden.grid, { nIter, randomState: seed })]
    expect(JSON.stringify(drawn)).toBe(JSON.stringify(rows))
  })

  it("draws from distributions what scikit-learn draws", () => {
    const { seed, nIter, rows } = golden.ParameterSamplerContinuous
    const space = { lr: uniform(0.01, 0.5), n: randint(2, 20), k: ["a", "b", "c"], z: loguniform(1e-4, 1) }
    expectRows([...new ParameterSampler(space, { nIter, randomState: seed })], rows.map(Object.entries))
  })

  it(`draws what scikit-learn draws in ${cases.length} other spaces`, async () => {
    await warningsOf(() => {
      for (const { spaces, single, seed, nIter, rows } of cases) {
        const space = single ? readSpace(spaces as RecordedSpace) : (spaces as readonly RecordedSpace[]).map(readSpace)
        expectRows([...new ParameterSampler(space, { nIter, randomState: seed })], rows)
      }
    })
  })

  it("never draws a combination of lists twice", () => {
    const grid = { a: Array.from({ length: 40 }, (_, i) => i), b: Array.from({ length: 40 }, (_, i) => i) }
    for (const nIter of [1, 10, 16, 17, 800, 1583, 1584, 1585, 1600]) {
      const sampler = new ParameterSampler(grid, { nIter, randomState: nIter })
      expect(new Set(Array.from(sampler, ({ a, b }) => 40 * a + b)).size).toBe(nIter)
      expect(sampler.length).toBe(nIter)
    }
  })

  it("goes through a space in order if all of it is asked for, and says if more is", async () => {
    const grid = { a: [1, 2], b: ["x", "y", "z"] }
    expect([...new ParameterSampler(grid, { nIter: 6, randomState: 3 })]).toEqual([...new ParameterGrid(grid)])
    const sampler = new ParameterSampler(grid, { nIter: 7, randomState: 3 })
    expect(sampler.length).toBe(6)
    expect(await warningsOf(() => expect([...sampler]).toHaveLength(6))).toEqual([
      expect.stringMatching(/7 combinations .* there are 6/),
    ])
  })

  it("draws the same again from a seed, and goes on with a generator", () => {
    const space = { x: uniform() }
    const seeded = new ParameterSampler(space, { nIter: 2, randomState: 1 })
    expect([...seeded]).toEqual([...seeded])
    const going = new ParameterSampler(space, { nIter: 2, randomState: new RandomState(1) })
    expect([...going, ...going]).toEqual([...new ParameterSampler(space, { nIter: 4, randomState: 1 })])
    expect([...new ParameterSampler(space, { nIter: 2 })]).not.toEqual([...new ParameterSampler(space, { nIter: 2 })])
  })

  it("draws from anything that has rvs", () => {
    const coin = {
      rvs: (randomState: RandomState): "heads" | "tails" => (randomState.random() < 0.5 ? "heads" : "tails"),
    }
    const drawn = [...new ParameterSampler({ coin, n: randint(0, 3) }, { nIter: 20, randomState: 0 })]
    expect(new Set(drawn.map((params) => params.coin))).toEqual(new Set(["heads", "tails"]))
    expectTypeOf(drawn).toEqualTypeOf<{ coin: "heads" | "tails"; n: number }[]>()
  })

  it("refuses what is neither list nor distribution", () => {
    const make = (space: unknown, nIter = 1): unknown => new ParameterSampler(space as ParamDistributions, { nIter })
    assertThrows(() => make({ x: 1 }), "INVALID_ARGUMENT", /'x': takes a list of values, got 1/)
    assertThrows(() => make({ x: [], y: uniform() }), "INVALID_ARGUMENT", /'x': takes one value or more/)
    assertThrows(() => make([]), "INVALID_ARGUMENT", /one space or more, got none/)
    assertThrows(() => make(null), "INVALID_ARGUMENT", /takes an object, or a list of objects, got null/)
    for (const nIter of [-1, 1.5, NaN])
      assertThrows(() => make({ x: [1] }, nIter), "INVALID_ARGUMENT", /nIter: takes a whole number/)
    assertThrows(() => new ParameterSampler({ x: [1] }, { nIter: 1, randomState: -1 }), "INVALID_SEED", /randomState/)
  })
})

describe("distributions", () => {
  it("stay within their ends", () => {
    const random = new RandomState(0)
    const [low, wide, whole] = [uniform(-2, 0.5), loguniform(1e-3, 1e3), randint(-1, 2)]
    for (let i = 0; i < 500; i++) {
      expect(low.rvs(random)).toSatisfy((value: number) => value >= -2 && value < -1.5)
      expect(wide.rvs(random)).toSatisfy((value: number) => value >= 1e-3 && value <= 1e3)
      expect([-1, 0, 1]).toContain(whole.rvs(random))
    }
  })

  it("take no draw where there is but one value", () => {
    const random = new RandomState(0)
    expect([uniform(3, 0).rvs(random), randint(4, 5).rvs(random)]).toEqual([3, 4])
    expect(random.random()).toBe(new RandomState(0).random())
  })

  it("refuse ends that are none", () => {
    assertThrows(() => uniform(0, -1), "INVALID_ARGUMENT", /a scale from 0, got 0 and -1/)
    assertThrows(() => uniform(NaN), "INVALID_ARGUMENT", /a finite loc/)
    assertThrows(() => loguniform(0, 1), "INVALID_ARGUMENT", /0 < a < b, got 0 and 1/)
    assertThrows(() => loguniform(1, 1), "INVALID_ARGUMENT", /0 < a < b, got 1 and 1/)
    assertThrows(() => randint(1, 1), "INVALID_ARGUMENT", /low below high, got 1 and 1/)
    assertThrows(() => randint(0.5, 2), "INVALID_ARGUMENT", /whole numbers/)
  })
})

function expectRows(drawn: readonly object[], rows: readonly Entries[]): void {
  expect(drawn).toHaveLength(rows.length)
  for (const [i, row] of rows.entries()) {
    const params = Object.entries(drawn[i] as object) as Entries
    expect(params.map(([name]) => name)).toEqual(row.map(([name]) => name))
    for (const [j, [, value]] of row.entries()) {
      const other = params[j]?.[1]
      if (typeof value === "number" && typeof other === "number") expectClose(other, value)
      else expect(other).toBe(value)
    }
  }
}

function readSpace(space: RecordedSpace): ParamDistributions {
  const entries = space.map(([name, source]) => {
    if (!("d" in source)) return [name, source] as const
    const [kind, a, b] = source.d
    return [name, VARIABLES[kind](a, b)] as const
  })
  return Object.fromEntries(entries)
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8")) as T
}
