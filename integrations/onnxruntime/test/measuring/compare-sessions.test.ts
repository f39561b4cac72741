import { assertRejects } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { compareSessions } from "../../src/index.ts"
import { countedRuntime } from "../counted-runtime.ts"
import { hasRuntime } from "../has-runtime.ts"
import { irisModel, unary } from "../models.ts"

const quick = { warmup: 1, minRuns: 3, minTimeMs: 0 }

describe.skipIf(!hasRuntime)("compareSessions", () => {
  it("measures each candidate as often as asked, and answers the median of its measurements", async () => {
    const candidates = [{ model: irisModel() }, { model: unary("Sqrt"), batchSize: 64 }]
    const compared = await compareSessions(candidates, { ...quick, repeats: 3 })
    for (const { p50, spread, measurements } of compared) {
      const p50s = measurements.map((measurement) => measurement.p50).sort((a, b) => a - b)
      expect(p50).toBe(p50s[1])
      expect(spread).toBe((p50s[2] as number) / (p50s[0] as number))
    }
  })

  it("begins each round with another candidate", async () => {
    const order: string[] = []
    const { ort } = await countedRuntime()
    const named = (name: string) => () => {
      order.push(name)
      return ort.InferenceSession.create(irisModel())
    }
    const candidates = ["a", "b", "c"].map((name) => ({ model: named(name) }))
    await compareSessions(candidates, { ...quick, repeats: 4 })
    expect(order.join("")).toBe("abcbcacababc")
  })

  it("orders a model that works a hundred times as much behind the other", async () => {
    const candidates = [{ model: unary("Erf", 20_000), batchSize: 50 }, { model: unary("Erf", 200) }]
    const [slow, fast] = await compareSessions(candidates, { ...quick, minRuns: 10, repeats: 3 })
    expect(slow?.p50).toBeGreaterThan(3 * (fast?.p50 ?? Infinity))
  })

  it("refuses no candidates, what is none, and names it does not know", async () => {
    await assertRejects(() => compareSessions([]), "INVALID_ARGUMENT", /candidates: takes a list/)
    await assertRejects(() => compareSessions([{ model: 3 as never }]), "INVALID_ARGUMENT", /candidates\[0\].model/)
    await assertRejects(() => compareSessions([{ models: 3 } as never]), "INVALID_ARGUMENT", /'models': is none/)
    await assertRejects(() => compareSessions([{ model: irisModel() }], { repeats: 0 }), "INVALID_ARGUMENT", /repeats/)
  })
})
