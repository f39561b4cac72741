import { describe, expect, it } from "vitest"
import { fillGaps } from "../../src/drawing/contour/fill-gaps.ts"
import { focus } from "../../src/drawing/focus.ts"
import { formatNumber } from "../../src/drawing/numbers.ts"
import { logTicks, ticksBetween } from "../../src/drawing/ticks.ts"

describe("focus", () => {
  const values = Array.from({ length: 100 }, (_, i) => 1 + i / 100)

  it("shows everything where nothing is far off", () => {
    expect(focus(values)).toEqual([1, 1.99])
  })

  it("cuts an outlier off, but never on the better side", () => {
    expect(focus([...values, 1e6])[1]).toBeLessThan(10)
    expect(focus([...values, 1e6], "minimize")[1]).toBeLessThan(10)
    expect(focus([...values, 1e6], "maximize")[1]).toBe(1e6)
    expect(focus([...values, -1e6], "minimize")[0]).toBe(-1e6)
  })

  it("cuts at most a tenth off, and none of a few values", () => {
    const [, high] = focus(values.map((value, i) => (i % 5 === 0 ? value * 1000 : value)))
    expect(high).toBeGreaterThan(1000)
    expect(focus([1, 2, 1e9])).toEqual([1, 1e9])
  })

  it("looks past what is not finite", () => {
    expect(focus([NaN, Infinity, 1, 2])).toEqual([1, 2])
    expect(focus([])).toEqual([0, 1])
  })
})

describe("marks", () => {
  it.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
    [0.001, 0.0042, 3, [0.001, 0.002, 0.003, 0.004]],
    [3, 3, 5, [3]],
  ])("from %d to %d about %d are %j", (low, high, count, ticks) => {
    expect(ticksBetween(low, high, count)).toEqual(ticks)
  })

  it("are whole numbers where only these make sense", () => {
    expect(ticksBetween(0, 2, 10, true)).toEqual([0, 1, 2])
  })

  it("on a log axis are powers of ten, within one of them finer", () => {
    expect(logTicks(-5.1, -0.9, 5)).toEqual([-5, -4, -3, -2, -1])
    expect(logTicks(0, 1, 6).map((tick) => Math.round(10 ** tick))).toEqual([1, 2, 5, 10])
    expect(logTicks(2.001, 2.002, 4).length).toBeGreaterThan(1)
  })

  it("are written plainly, very small and large ones by a power of ten", () => {
    expect([0, 0.001, 1e-5, 123456, 1e7, -2.5, NaN].map((value) => formatNumber(value))).toEqual([
      "0",
      "0.001",
      "1e-5",
      "123500",
      "1e7",
      "-2.5",
      "NaN",
    ])
  })
})

describe("fillGaps", () => {
  it("gives between two known columns the straight line", () => {
    const cells = new Float64Array(5 * 3).fill(NaN)
    for (let row = 0; row < 3; row++) [cells[row * 5], cells[row * 5 + 4]] = [0, 1]
    fillGaps(cells, 5, 3)
    for (const [i, value] of cells.entries()) expect(value).toBeCloseTo((i % 5) / 4, 3)
  })

  it("keeps what is known, and a single value everywhere", () => {
    const cells = new Float64Array(9).fill(NaN)
    cells[4] = 0.7
    fillGaps(cells, 3, 3)
    expect([...cells].every((value) => Math.abs(value - 0.7) < 1e-9)).toBe(true)
  })
})
