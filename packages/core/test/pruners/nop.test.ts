import { describe, expect, test } from "vitest"
import { NopPruner } from "../../src/index.ts"
import { newStudy, testContract, verdict } from "./support.ts"

describe("NopPruner", () => {
  testContract(() => new NopPruner())

  test("prunes nothing, however bad", async () => {
    const study = await newStudy(
      new NopPruner(),
      Array.from({ length: 20 }, () => ({ 0: 1 })),
    )
    expect(await verdict(study, [[0, Infinity]])).toBe(false)
    expect(await verdict(study, [[0, NaN]])).toBe(false)
  })
})
