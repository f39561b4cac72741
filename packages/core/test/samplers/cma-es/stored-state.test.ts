import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Attrs, Json } from "../../../src/trial/attrs.ts"
import type { TrialView } from "../../../src/trial/study-view.ts"
import { Cma } from "../../../src/samplers/cma-es/cma.ts"
import { CmaWithMargin } from "../../../src/samplers/cma-es/cma-with-margin.ts"
import { LearningRateCma } from "../../../src/samplers/cma-es/learning-rate-cma.ts"
import type { SearchDistribution } from "../../../src/samplers/cma-es/search-distribution.ts"
import { SeparableCma } from "../../../src/samplers/cma-es/separable-cma.ts"
import { hasState, readState, writeState } from "../../../src/samplers/cma-es/stored-state.ts"
import { fullStrategy, separableStrategy } from "../../../src/samplers/cma-es/strategy.ts"

/** What a storage gives back of what was written. */
function stored(distribution: SearchDistribution): Attrs {
  const attrs: Record<string, Json> = {}
  const trial: Pick<TrialView, "setSystemAttr"> = { setSystemAttr: (key, value) => void (attrs[key] = value) }
  writeState(trial, "p:", distribution, distribution.numbers())
  return JSON.parse(JSON.stringify(attrs)) as Attrs
}

function started(kind: SearchDistribution["kind"], n: number): SearchDistribution {
  const mean = Float64Array.from({ length: n }, (_, i) => 1 / (i + 3))
  if (kind === "separable") return SeparableCma.start(separableStrategy(n, 6), mean, 0.1)
  const cma = Cma.start(fullStrategy(n, 6), mean, 0.1)
  if (kind === "margin")
    return CmaWithMargin.start(
      cma,
      mean.map((_, i) => (i % 2) / 7),
    )
  return kind === "learningRate" ? LearningRateCma.start(cma) : cma
}

const kinds = ["full", "separable", "margin", "learningRate"] as const

describe("the stored state", () => {
  test.each(kinds)("of kind %s is read back to the last bit", (kind) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer(), (n, salt) => {
        let distribution = started(kind, n)
        for (let g = 0; g < 3; g++) {
          const points = Array.from({ length: 6 }, (_, k) =>
            Float64Array.from({ length: n }, (__, i) => Math.abs(Math.sin(salt + g * 31 + k * 7 + i * 3))),
          )
          distribution = distribution.tell(points)
        }
        const attrs = stored(distribution)
        expect(hasState(attrs, "p:")).toBe(true)
        const read = readState(attrs, "p:")
        const { popsize, generation } = distribution
        expect(read).toMatchObject({ kind, dim: n, popsize, generation })
        expect(read?.numbers()).toEqual(distribution.numbers())
      }),
      { numRuns: 20 },
    )
  })

  test("is a header and lists of at most 2,000 numbers, below the 65,535 bytes that MySQL gives an attribute", () => {
    const attrs = stored(started("full", 100))
    expect(Object.keys(attrs)).toEqual(["p:state", "p:numbers:0", "p:numbers:1", "p:numbers:2"])
    const numbers = Array<number>(2000).fill(-Math.PI * 1e-300)
    expect(JSON.stringify(numbers).length).toBeLessThan(65_535)
    expect(readState(attrs, "p:")?.dim).toBe(100)
  })

  test("is none where something is missing, too much, or not what it should be", () => {
    const attrs = stored(started("margin", 3))
    const numbers = attrs["p:numbers:0"] as number[]
    const header = attrs["p:state"] as Record<string, Json>
    const broken: Attrs[] = [
      {},
      { "p:state": header },
      { ...attrs, "p:numbers:0": numbers.slice(1) },
      { ...attrs, "p:numbers:0": [...numbers, 1] },
      { ...attrs, "p:numbers:0": ["1", ...numbers.slice(1)] },
      { ...attrs, "p:numbers:0": [null, ...numbers.slice(1)] },
      { ...attrs, "p:state": null },
      { ...attrs, "p:state": "margin" },
      ...(["kind", "dim", "popsize", "generation"] as const).map((field) => ({
        ...attrs,
        "p:state": { ...header, [field]: "x" },
      })),
      { ...attrs, "p:state": { ...header, dim: 0 } },
      { ...attrs, "p:state": { ...header, dim: 1e12 } },
      { ...attrs, "p:state": { ...header, popsize: 1 } },
    ]
    for (const one of broken) expect(readState(one, "p:")).toBeUndefined()
    expect(readState(attrs, "p:")).toBeDefined()
  })
})
