import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isParzenError } from "../../src/errors.ts"
import { RandomState } from "../../src/random/random-state.ts"
import { recorded } from "../math/recorded.ts"

interface Golden {
  seed: number
  mt19937: Record<string, number[]>
}
const golden = recorded<Golden[]>("golden/values/random.json")
const times = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw)
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const withCode = (code: string): unknown => expect.toSatisfy((error) => isParzenError(error) && error.code === code)

describe("RandomState", () => {
  test.each([-1, 2 ** 32, 0.5, NaN, Infinity])("refuses the seed %d", (seed) => {
    expect(() => new RandomState(seed)).toThrow(withCode("INVALID_SEED"))
    expect(() => new RandomState(seed)).toThrow(String(seed))
  })

  test("without a seed differs from one to the next", () => {
    expect(new RandomState().rand(4)).not.toEqual(new RandomState().rand(4))
  })

  test("starts over from another seed at any point, and draws as a new one would", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 1500 }), seeds, (seed, taken, next) => {
        const random = new RandomState(seed)
        random.randn(taken)
        random.reseed(next)
        const fresh = new RandomState(next)
        expect([...random.randn(9), ...random.rand(700)]).toEqual([...fresh.randn(9), ...fresh.rand(700)])
      }),
      { numRuns: 20 },
    )
    expect(() => new RandomState(0).reseed(-1)).toThrow(withCode("INVALID_SEED"))
  })

  test.each([
    [3, 3],
    [5, 2],
    [0.5, 2],
    [0, 2 ** 53 + 2],
  ])("has no integers from %d to %d", (low, high) => {
    expect(() => new RandomState(0).randint(low, high)).toThrow(withCode("INVALID_ARGUMENT"))
  })

  test.each([
    ["more than there are without putting back", 3, { size: 4, replace: false }],
    ["more than have a probability", 3, { size: 3, p: [0.5, 0.5, 0], replace: false }],
    ["out of nothing", 0, {}],
    ["with as many probabilities as choices only", 3, { p: [0.5, 0.5] }],
    ["with probabilities that sum to 1 only", 2, { p: [0.5, 0.6] }],
    ["without negative probabilities", 2, { p: [1.5, -0.5] }],
    ["without NaN", 2, { p: [NaN, 1] }],
  ])("chooses not %s", (_, n, options) => {
    expect(() => new RandomState(0).choice(n, options as { size: number })).toThrow(withCode("INVALID_ARGUMENT"))
  })

  test("takes no draw where there is nothing to decide", () => {
    const random = new RandomState(1)
    expect([random.randint(4, 5), random.choice(1), [...random.permutation(1)]]).toEqual([4, 0, [0]])
    expect(random.random()).toBe(new RandomState(1).random())
  })

  // The reference implementation of MT19937 with init_genrand(5489), the standard's default: its 10,000th output.
  test("has the 10,000th output that the C++ standard gives for mt19937", () => {
    const random = new RandomState(5489)
    random.rand(4999)
    random.randint(0, 2 ** 32)
    expect(random.randint(0, 2 ** 32)).toBe(4123659995)
  })

  test("keeps what it draws in range", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 2 ** 40 }), (seed, low, n) => {
        const random = new RandomState(seed)
        const [k, u, x] = [random.randint(low, low + n), random.random(), random.uniform(-3, 5)]
        return (
          Number.isInteger(k) &&
          k >= low &&
          k < low + n &&
          u >= 0 &&
          u < 1 &&
          x >= -3 &&
          x < 5 &&
          random.exponential() >= 0
        )
      }),
    )
  })

  test("permutes: every index once, and the values of a shuffled array stay", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 200 }), (seed, n) => {
        const indices = Array.from({ length: n }, (_, i) => i)
        expect([...new RandomState(seed).permutation(n)].sort((a, b) => a - b)).toEqual(indices)
        const shuffled = [...indices]
        new RandomState(seed).shuffle(shuffled)
        expect(shuffled).toEqual([...new RandomState(seed).permutation(n)])
      }),
    )
  })

  test("chooses distinct indices of positive probability without putting back", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(seeds, weights, (seed, counts) => {
        const sum = counts.reduce((a, b) => a + b, 0)
        fc.pre(sum > 0)
        const p = counts.map((count) => count / sum)
        const size = p.filter((share) => share > 0).length
        const chosen = [...new RandomState(seed).choice(p.length, { size, p, replace: false })]
        expect(new Set(chosen).size).toBe(size)
        expect(chosen.every((i) => (p[i] as number) > 0)).toBe(true)
      }),
    )
  })

  test("has the mean and variance of its distributions", () => {
    const random = new RandomState(3)
    const n = 100_000
    for (const [draw, mean, variance] of [
      [() => random.random(), 1 / 2, 1 / 12],
      [() => random.normal(2, 3), 2, 9],
      [() => random.exponential(2.5), 2.5, 6.25],
      [() => random.choice(4, { p: [0.1, 0.2, 0.3, 0.4] }), 2, 1],
    ] as const) {
      const values = times(n, draw)
      const average = values.reduce((sum, value) => sum + value, 0) / n
      const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / n
      expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / n))
      expect(Math.abs(spread / variance - 1)).toBeLessThan(0.05)
    }
  })
})

describe("numpy's RandomState", () => {
  test.each(golden)("is repeated from seed $seed", ({ seed, mt19937: numpy }) => {
    const fresh = (): RandomState => new RandomState(seed)
    let random = fresh()
    expect([...random.rand(20)]).toEqual(numpy["rand"])
    random = fresh()
    expect(times(20, () => random.random())).toEqual(numpy["rand"])
    random = fresh()
    expect(times(20, () => random.uniform(-3, 5))).toEqual(numpy["uniform(-3,5)"])
    random = fresh()
    expect(times(21, () => random.standardNormal())).toEqual(numpy["standardNormal"])
    expect([...fresh().randn(5)]).toEqual(numpy["randn"])
    random = fresh()
    expect(times(30, () => random.randint(0, 10))).toEqual(numpy["randint(0,10)"])
    random = fresh()
    expect(times(10, () => random.randint(1, 2 ** 31 - 1))).toEqual(numpy["randint(1,2147483647)"])
    expect([fresh().randint(7)]).toEqual(numpy["randint(7)"])
    expect([...fresh().permutation(20)]).toEqual(numpy["permutation(20)"])
    const values = Array.from({ length: 15 }, (_, i) => i)
    fresh().shuffle(values)
    expect(values).toEqual(numpy["shuffle(range(15))"])
    random = fresh()
    expect(times(5, () => random.exponential())).toEqual(numpy["exponential"])
  })

  test.each(golden)("chooses the same from seed $seed", ({ seed, mt19937: numpy }) => {
    const fresh = (): RandomState => new RandomState(seed)
    expect([...fresh().choice(10, { size: 12 })]).toEqual(numpy["choice(10,size=12)"])
    expect([...fresh().choice(10, { size: 6, replace: false })]).toEqual(numpy["choice(10,size=6,replace=False)"])
    const p = [0.1, 0.2, 0.3, 0.4]
    expect([...fresh().choice(4, { p, size: 20 })]).toEqual(numpy["choice(4,p,size=20)"])
    const random = fresh()
    expect(times(20, () => random.choice(4, { p }))).toEqual(numpy["choice(4,p,size=20)"])
    const distinct = fresh().choice(6, { p: [0.1, 0.2, 0.3, 0.2, 0.1, 0.1], size: 3, replace: false })
    expect([...distinct]).toEqual(numpy["choice(6,p,size=3,replace=False)"])
  })

  test.each(golden)("is repeated by a mixture of calls from seed $seed", ({ seed, mt19937: numpy }) => {
    const random = new RandomState(seed)
    const drawn = [random.uniform(-1, 2), random.randint(0, 10), random.normal(), random.random()]
    drawn.push(random.randint(1, 2 ** 31 - 1), random.standardNormal(), random.normal())
    drawn.push([3, 5, 7][random.choice(3)] as number)
    expect(drawn).toEqual(numpy["mixed"])
  })

  // numpy 2.4.6
  test("is repeated over ranges of more than 32 bits", () => {
    const random = new RandomState(7)
    expect(times(3, () => random.randint(0, 2 ** 40))).toEqual([752595690692, 108744157686, 291964244179])
    expect(times(3, () => random.randint(-5, 2 ** 32 - 5))).toEqual([3107259282, 1956722274, 4200432983])
    expect([random.randint(3, 4), random.randint(0, 2 ** 32), random.random()]).toEqual([
      3, 1322904761, 0.5384958704104337,
    ])
  })

  test("is repeated through choices with probabilities", () => {
    const random = new RandomState(7)
    const p = [0.1, 0, 0.4, 0.3, 0.2]
    expect([...random.choice(5, { size: 4, replace: false, p })]).toEqual([0, 3, 2, 4])
    expect([random.choice(5, { p }), random.choice(9)]).toEqual([3, 8])
    expect([...random.permutation(6)]).toEqual([3, 5, 0, 4, 2, 1])
    expect([random.normal(2, 3), random.exponential(2.5)]).toEqual([5.285374065908368, 1.0043274068492032])
  })
})
