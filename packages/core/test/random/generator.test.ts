import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isParzenError } from "../../src/errors.ts"
import { Generator } from "../../src/random/generator.ts"
import { recorded } from "../math/recorded.ts"

interface Golden {
  seed: number
  pcg64: Record<string, number[]>
}
const golden = recorded<Golden[]>("golden/values/random.json")
const times = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw)
const withCode = (code: string): unknown => expect.toSatisfy((error) => isParzenError(error) && error.code === code)

describe("Generator", () => {
  test.each([-1, 0.5, NaN, 2 ** 53, -1n])("refuses the seed %s", (seed) => {
    expect(() => new Generator(seed)).toThrow(withCode("INVALID_SEED"))
  })

  test("without a seed differs from one to the next", () => {
    expect(new Generator().random()).not.toBe(new Generator().random())
  })

  test("takes a number and the same bigint for one seed", () => {
    expect(new Generator(12345678901234n).random()).toBe(new Generator(12345678901234).random())
  })

  test.each([
    [3, 3],
    [0.5, 2],
    [0, 2 ** 53],
  ])("has no integers from %d to %d", (low, high) => {
    expect(() => new Generator(0).integers(low, high)).toThrow(withCode("INVALID_ARGUMENT"))
  })

  test("keeps what it draws in range", () => {
    const seed = fc.bigInt({ min: 0n, max: 2n ** 200n })
    fc.assert(
      fc.property(seed, fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 2 ** 50 }), (s, low, n) => {
        const random = new Generator(s)
        const [k, u, x] = [random.integers(low, low + n), random.random(), random.uniform(-3, 5)]
        return Number.isInteger(k) && k >= low && k < low + n && u >= 0 && u < 1 && x >= -3 && x < 5
      }),
    )
  })

  test("permutes: every index once", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 200 }), (seed, n) => {
        const permutation = [...new Generator(seed).permutation(n)]
        expect(permutation.sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
      }),
    )
  })

  test("has normal draws of mean 0 and variance 1, tails included", () => {
    const random = new Generator(3)
    const n = 200_000
    const values = times(n, () => random.standardNormal())
    const moment = (k: number): number => values.reduce((sum, value) => sum + value ** k, 0) / n
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n))
    const beyond3 = values.filter((value) => Math.abs(value) > 3).length / n
    expect(beyond3).toBeCloseTo(0.0027, 3)
  })
})

describe("numpy's default_rng", () => {
  test.each(golden)("is repeated from seed $seed", ({ seed, pcg64: numpy }) => {
    const fresh = (): Generator => new Generator(seed)
    let random = fresh()
    expect(times(20, () => random.random())).toEqual(numpy["random"])
    random = fresh()
    expect(times(10, () => random.uniform(-3, 5))).toEqual(numpy["uniform(-3,5)"])
    random = fresh()
    expect(times(30, () => random.integers(0, 10))).toEqual(numpy["integers(0,10)"])
    random = fresh()
    expect(times(40, () => random.integers(2))).toEqual(numpy["integers(0,2,uint32)"])
    random = fresh()
    expect(times(20, () => random.standardNormal())).toEqual(numpy["standardNormal"])
    expect([...fresh().permutation(20)]).toEqual(numpy["permutation(20)"])
  })

  // numpy 2.4.6
  test("is repeated by a mixture of calls", () => {
    const random = new Generator(7)
    expect(times(2, () => random.integers(0, 2 ** 40))).toEqual([687299734001, 986497006767])
    expect(times(5, () => random.integers(-3, 4))).toEqual([1, 2, 2, -2, -3])
    expect([random.integers(0, 2 ** 32), random.random()]).toEqual([1289204377, 0.8735534453962619])
    expect([random.standardNormal(), random.integers(5, 6)]).toEqual([0.060143602597438485, 5])
    expect([random.integers(3), random.uniform(2, 5)]).toEqual([1, 4.391208286256139])
    const values = Array.from({ length: 9 }, (_, i) => i)
    random.shuffle(values)
    expect(values).toEqual([3, 8, 4, 6, 5, 2, 0, 7, 1])
    expect([...random.permutation(5)]).toEqual([2, 4, 0, 3, 1])
  })

  test("is repeated over ranges that many draws miss", () => {
    let random = new Generator(1)
    expect(times(8, () => random.integers(0, 3 * 2 ** 30))).toEqual([
      1524247487, 1648692854, 2432564812, 3061657868, 112267929, 464370616, 2650887133, 3055813762,
    ])
    random = new Generator(1)
    expect(times(20_000, () => random.integers(0, 2 ** 52 + 1)).at(-1)).toBe(3107196430564447)
    expect(random.random()).toBe(0.9284521101038655)
  })

  test.each([
    [2n ** 70n + 5n, [0.19448009399688115, 0.2709437716855956]],
    [2n ** 300n + 2n ** 170n + 1n, [0.81336357588341, 0.13569250571131952]],
    [2 ** 53 - 1, [0.7862681066761149, 0.6063032385025929]],
  ])("is repeated from the large seed %s", (seed, doubles) => {
    const random = new Generator(seed)
    expect([random.random(), random.random()]).toEqual(doubles)
  })

  test("is repeated in the tails of the normal distribution", () => {
    const random = new Generator(0)
    const tail: [number, number][] = []
    for (let i = 0; i < 17_100; i++) {
      const x = random.standardNormal()
      if (Math.abs(x) > 3.654152885361009) tail.push([i, x])
    }
    expect(tail).toEqual([
      [303, -3.772275156122734],
      [478, -3.899421730054339],
      [10477, 3.945549686526577],
      [13325, -3.9193563674218397],
      [14920, -4.023158647557008],
      [17077, 3.822607778038782],
    ])
  })
})
