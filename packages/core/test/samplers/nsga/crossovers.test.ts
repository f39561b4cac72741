import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { StudyView } from "../../../src/index.ts"
import {
  BLXAlphaCrossover,
  PolynomialMutation,
  RandomState,
  SBXCrossover,
  SPXCrossover,
  UNDXCrossover,
  UniformCrossover,
  VSBXCrossover,
} from "../../../src/index.ts"
import { CROSSOVERS } from "./replay.ts"

const oneObjective = { directions: ["minimize"] } as unknown as StudyView
const BOUNDS = Array.from({ length: 4 }, () => ({ low: -10, high: 10 }))
const gene = fc.double({ min: -10, max: 10, noNaN: true })
const parent = fc.array(gene, { minLength: 4, maxLength: 4 })
const family = fc.tuple(parent, parent, parent)

describe.each(Object.entries(CROSSOVERS))("the crossover %s", (name, Crossover) => {
  test("makes as many genes as the parents have, and leaves these alone", () => {
    fc.assert(
      fc.property(family, fc.nat(1000), (parents, seed) => {
        const copy = structuredClone(parents)
        const crossover = new Crossover()
        const child = crossover.crossover(
          parents.slice(0, crossover.nParents),
          new RandomState(seed),
          oneObjective,
          BOUNDS,
        )
        expect(child.length).toBe(4)
        expect(parents).toEqual(copy)
        for (let i = 0; i < 4; i++) expect(child[i]).not.toBeNaN()
      }),
    )
  })

  test("gives back the parent of three equal ones", () => {
    const same = [1, -2, 3, 0.5]
    const child = new Crossover().crossover([same, same, same], new RandomState(1), oneObjective, BOUNDS)
    // Around equal parents vSBX spreads by the genes themselves.
    const tolerance = name === "vsbx" ? Infinity : 1e-9
    for (let i = 0; i < 4; i++)
      expect(Math.abs((child[i] as number) - (same[i] as number))).toBeLessThanOrEqual(tolerance)
  })
})

describe("crossovers", () => {
  test("uniform takes each gene from one of two parents", () => {
    fc.assert(
      fc.property(parent, parent, fc.nat(1000), (a, b, seed) => {
        const child = new UniformCrossover().crossover([a, b], new RandomState(seed))
        child.forEach((x, i) => expect([a[i], b[i]]).toContain(x))
      }),
    )
    const pick = (swappingProb: number): number[] => [
      ...new UniformCrossover({ swappingProb }).crossover(
        [
          [1, 1],
          [2, 2],
        ],
        new RandomState(1),
      ),
    ]
    expect([pick(0), pick(1)]).toEqual([
      [2, 2],
      [1, 1],
    ])
  })

  test("BLX-alpha stays in the widened box of the parents", () => {
    fc.assert(
      fc.property(parent, parent, fc.nat(1000), (a, b, seed) => {
        new BLXAlphaCrossover({ alpha: 0.25 }).crossover([a, b], new RandomState(seed)).forEach((x, i) => {
          const [y, z] = [a[i] as number, b[i] as number]
          const slack = 0.25 * Math.abs(y - z) + 1e-12
          expect(x).toBeGreaterThanOrEqual(Math.min(y, z) - slack)
          expect(x).toBeLessThanOrEqual(Math.max(y, z) + slack)
        })
      }),
    )
  })

  test("SPX of expansion 1 stays in the parents' simplex", () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const corners = [
          [0, 0],
          [1, 0],
          [0, 1],
        ]
        const [x, y] = new SPXCrossover({ epsilon: 1 }).crossover(corners, new RandomState(seed)) as unknown as [
          number,
          number,
        ]
        expect(Math.min(x, y, 1 - x - y)).toBeGreaterThanOrEqual(-1e-12)
      }),
    )
  })

  test("SBX never leaves the bounds", () => {
    fc.assert(
      fc.property(parent, parent, fc.nat(1000), fc.constantFrom(0, 2, 20), (a, b, seed, eta) => {
        const crossover = new SBXCrossover({ eta, useChildGeneProb: 1 })
        for (const x of crossover.crossover([a, b], new RandomState(seed), oneObjective, BOUNDS)) {
          expect(Math.abs(x)).toBeLessThanOrEqual(10 + 1e-9)
        }
      }),
    )
  })

  test("UNDX of deviation 0 is the middle of two parents", () => {
    const child = new UNDXCrossover({ sigmaXi: 0, sigmaEta: 0 }).crossover(
      [
        [0, 2],
        [4, 4],
        [9, 9],
      ],
      new RandomState(1),
    )
    expect([...child]).toEqual([2, 3])
  })

  test("polynomial mutation stays in the bounds, the nearer the larger eta is", () => {
    fc.assert(
      fc.property(gene, fc.nat(1000), fc.constantFrom(0, 1, 20), (x, seed, eta) => {
        const [bounds] = BOUNDS as unknown as [{ low: number; high: number }]
        const changed = new PolynomialMutation({ eta }).mutation(x, new RandomState(seed), oneObjective, bounds)
        expect(Math.abs(changed)).toBeLessThanOrEqual(10 + 1e-9)
      }),
    )
    const shift = (eta: number): number =>
      Math.abs(new PolynomialMutation({ eta }).mutation(0, new RandomState(5), oneObjective, { low: -1, high: 1 }))
    expect(shift(100)).toBeLessThan(shift(1))
    expect(new PolynomialMutation().mutation(3, new RandomState(5), oneObjective, { low: 3, high: 3 })).toBe(3)
  })

  test.each([
    () => new UniformCrossover({ swappingProb: 1.5 }),
    () => new UniformCrossover({ swappingProb: NaN }),
    () => new BLXAlphaCrossover({ alpha: Infinity }),
    () => new SPXCrossover({ epsilon: "2" as never }),
    () => new SBXCrossover({ eta: -1 }),
    () => new SBXCrossover({ uniformCrossoverProb: 2 }),
    () => new SBXCrossover({ useChildGeneProb: 0 }),
    () => new VSBXCrossover({ eta: NaN }),
    () => new VSBXCrossover({ useChildGeneProb: 1.1 }),
    () => new UNDXCrossover({ sigmaXi: NaN }),
    () => new UNDXCrossover({ sigmaEta: null as never }),
    () => new PolynomialMutation({ eta: -0.5 }),
  ])("and mutations refuse what they cannot work with: %s", (make) => {
    expect(make).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})
