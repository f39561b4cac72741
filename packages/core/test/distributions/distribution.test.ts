import { describe, expect, test } from "vitest"
import type { Distribution } from "../../src/index.ts"
import { categorical, checkCompatible, float, int, sameDistribution } from "../../src/index.ts"

/** All different from each other. */
const ALL: readonly Distribution[] = [
  float(1, 2),
  float(1, 3),
  float(0, 2),
  float(1, 2, { log: true }),
  float(1, 2, { step: 1 }),
  float(1, 2, { step: 0.5 }),
  int(1, 2),
  int(1, 3),
  int(1, 3, { step: 2 }),
  int(1, 2, { log: true }),
  categorical(["a", "b"]),
  categorical(["b", "a"]),
  categorical(["a", "b", "c"]),
  categorical([1, NaN]),
  categorical([1, null]),
]

describe("sameDistribution", () => {
  test("tells all apart, and none from its copy", () => {
    for (const [i, a] of ALL.entries()) {
      for (const [k, b] of ALL.entries()) expect(sameDistribution(a, b)).toBe(i === k)
      expect(sameDistribution(a, copy(a))).toBe(true)
    }
  })
})

describe("checkCompatible", () => {
  test.each([
    [float(0, 1), float(-5, 9)],
    [float(0, 1), float(0, 1, { step: 0.5 })],
    [float(1, 2, { log: true }), float(0.1, 9, { log: true })],
    [int(0, 4), int(2, 8, { step: 2 })],
    [categorical(["a", NaN]), categorical(["a", NaN])],
  ])("lets bounds and step change: %o to %o", (old, next) => {
    expect(() => checkCompatible("p", old, next)).not.toThrow()
  })

  test.each<[Distribution, Distribution]>([
    [float(0, 1), int(0, 1)],
    [int(0, 1), float(0, 1)],
    [int(0, 1), categorical([0, 1])],
    [float(1, 2), float(1, 2, { log: true })],
    [int(1, 2, { log: true }), int(1, 2)],
    [categorical(["a", "b"]), categorical(["b", "a"])],
    [categorical(["a", "b"]), categorical(["a"])],
    [categorical(["1"]), categorical([1])],
  ])("lets neither kind, nor scale, nor choices change: %o to %o", (old, next) => {
    expect(() => checkCompatible("momentum", old, next)).toThrow(
      expect.objectContaining({ code: "INCOMPATIBLE_DISTRIBUTION", message: expect.stringContaining("'momentum'") }),
    )
  })
})

function copy(distribution: Distribution): Distribution {
  if (distribution.kind === "categorical") return categorical(distribution.choices)
  const { low, high, log } = distribution
  return distribution.kind === "int"
    ? int(low, high, { step: distribution.step, log })
    : float(low, high, { step: distribution.step, log })
}
