import { describe, expect, test } from "vitest"
import { RandomState } from "../../../src/random/random-state.ts"
import { Cma } from "../../../src/samplers/cma-es/cma.ts"
import { CmaWithMargin } from "../../../src/samplers/cma-es/cma-with-margin.ts"
import { LearningRateCma } from "../../../src/samplers/cma-es/learning-rate-cma.ts"
import type { SearchDistribution } from "../../../src/samplers/cma-es/search-distribution.ts"
import { SeparableCma } from "../../../src/samplers/cma-es/separable-cma.ts"
import { fullStrategy, separableStrategy } from "../../../src/samplers/cma-es/strategy.ts"
import { warmStart } from "../../../src/samplers/cma-es/warm-start.ts"
import { recorded, relativeError } from "../../math/recorded.ts"

/** What cmaes 0.13.1 had after some generations, over numpy 2.4.6 with the eigenvectors' signs pinned, and what it drew then. */
interface Recording {
  readonly kind: SearchDistribution["kind"]
  readonly dim: number
  readonly popsize: number
  readonly steps: readonly number[] | null
  readonly mean: readonly number[]
  readonly sigma: number
  readonly generations: number
  readonly numbers: readonly number[]
  readonly seed: number
  readonly draws: readonly (readonly [x: readonly number[], raw: readonly number[]])[]
}

interface WarmStartRecording {
  readonly count: number
  readonly dim: number
  readonly mean: readonly number[]
  readonly sigma: number
  readonly covariance: readonly number[]
}

const { distributions, warmStarts } = recorded<{
  readonly distributions: readonly Recording[]
  readonly warmStarts: readonly WarmStartRecording[]
}>("samplers/cma-es/fixtures/cmaes.json")

/** Point `k` of generation `g`, as the recording had it. */
function point(g: number, k: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    return 0.1 + (0.8 * (((g * 11 + 1) * (k + 3) * (i + 5) * 37 + k * k * 13 + i * 7) % 101)) / 101
  })
}

function generationOf(g: number, { popsize, dim }: SearchDistribution): Float64Array[] {
  return Array.from({ length: popsize }, (_, k) => point(g, k, dim))
}

function start(
  kind: SearchDistribution["kind"],
  popsize: number,
  mean: readonly number[],
  sigma: number,
): Cma | SeparableCma | LearningRateCma {
  const [n, m] = [mean.length, Float64Array.from(mean)]
  if (kind === "separable") return SeparableCma.start(separableStrategy(n, popsize), m, sigma)
  const cma = Cma.start(fullStrategy(n, popsize), m, sigma)
  return kind === "learningRate" ? LearningRateCma.start(cma) : cma
}

function started({ kind, popsize, mean, sigma, steps }: Recording): SearchDistribution {
  const distribution = start(kind, popsize, mean, sigma)
  return steps === null ? distribution : CmaWithMargin.start(distribution as Cma, Float64Array.from(steps))
}

function farthest(got: ArrayLike<number>, wanted: readonly number[]): number {
  return Math.max(
    Number(got.length !== wanted.length),
    ...wanted.map((x, i) => relativeError(got[i] as number, x, 1e-14)),
  )
}

describe("a search distribution", () => {
  test.each(distributions)(
    "$kind in $dim dimensions, $popsize points a generation, moves and draws as cmaes 0.13.1",
    (recording) => {
      let distribution = started(recording)
      for (let g = 0; g < recording.generations; g++) distribution = distribution.tell(generationOf(g, distribution))
      expect(distribution).toMatchObject({
        dim: recording.dim,
        popsize: recording.popsize,
        generation: recording.generations,
      })
      expect(farthest(distribution.numbers(), recording.numbers)).toBeLessThan(1e-10)
      const random = new RandomState(recording.seed)
      for (const [x, raw] of recording.draws) {
        const draw = distribution.ask(random)
        expect(farthest(draw.x, x)).toBeLessThan(1e-10)
        expect(farthest(draw.raw, raw)).toBeLessThan(1e-10)
      }
    },
  )

  const variants: readonly (readonly [string, SearchDistribution])[] = [
    ["full", start("full", 8, Array<number>(5).fill(0.5), 1 / 6)],
    ["separable", start("separable", 8, Array<number>(5).fill(0.5), 1 / 6)],
    ["with learning rate adaptation", start("learningRate", 8, Array<number>(5).fill(0.5), 1 / 6)],
    [
      "with margin",
      CmaWithMargin.start(
        start("full", 8, Array<number>(5).fill(0.5), 1 / 6) as Cma,
        Float64Array.of(0.1, 0, 1, 0, 0.3),
      ),
    ],
  ]

  test.each(variants)("%s finds the minimum of a bowl", (name, first) => {
    const target = [0.2, 0.71, 1, 0.33, 0.6]
    const random = new RandomState(3)
    let distribution = first
    let best = Infinity
    for (let g = 0; g < 150; g++) {
      const drawn = Array.from({ length: distribution.popsize }, () => distribution.ask(random))
      const told = drawn.map(({ x, raw }) => ({
        raw,
        loss: x.reduce((sum, xi, i) => sum + (xi - (target[i] as number)) ** 2, 0),
      }))
      told.sort((a, b) => a.loss - b.loss)
      best = Math.min(best, told[0]?.loss as number)
      distribution = distribution.tell(told.map(({ raw }) => raw))
    }
    expect(best).toBeLessThan(name === "with learning rate adaptation" ? 1e-3 : 1e-9)
  })

  test.each(variants)("%s draws within the cube, and never changes itself", (_, distribution) => {
    const before = distribution.numbers()
    const random = new RandomState(5)
    for (let i = 0; i < 200; i++) {
      for (const xi of distribution.ask(random).x) {
        expect(xi).toBeGreaterThanOrEqual(0)
        expect(xi).toBeLessThanOrEqual(1 + 1e-12)
      }
    }
    distribution.tell(generationOf(0, distribution))
    expect(distribution.numbers()).toEqual(before)
    expect(distribution.generation).toBe(0)
  })

  test("moves coordinates to the cube's surface where 10 n draws miss it", () => {
    const { x, raw } = start("full", 4, [0.5, 0.5], 1e9).ask(new RandomState(1))
    expect([...x].every((xi) => xi === 0 || xi === 1)).toBe(true)
    expect(raw).toBe(x)
  })

  test("takes an eigenvalue below 0 for 1e-8", () => {
    const strategy = fullStrategy(2, 4)
    const cma = Cma.start(strategy, Float64Array.of(0.5, 0.5), 0.1, Float64Array.of(1, 0, 0, -1))
    expect([...cma.eigen().scales]).toEqual([1e-4, 1])
    expect([...cma.eigen().covariance]).toEqual([1, 0, 0, 1e-8])
  })

  test.each(warmStarts)(
    "starts from the best tenth of $count points in $dim dimensions as cmaes 0.13.1",
    ({ count, dim, mean, sigma, covariance }) => {
      const got = warmStart(Array.from({ length: count }, (_, k) => point(1, k, dim)))
      expect(farthest(got.mean, mean)).toBeLessThan(1e-13)
      expect(relativeError(got.sigma, sigma)).toBeLessThan(1e-13)
      expect(farthest(got.covariance, covariance)).toBeLessThan(1e-12)
    },
  )
})
