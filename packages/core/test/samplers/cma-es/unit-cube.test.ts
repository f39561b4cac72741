import { describe, expect, test } from "vitest"
import type { Distribution, SearchSpace } from "../../../src/index.ts"
import { float, int } from "../../../src/index.ts"
import { UnitCube } from "../../../src/samplers/cma-es/unit-cube.ts"

const SPACE: SearchSpace = new Map<string, Distribution>([
  ["x", float(-5, 5)],
  ["lr", float(1e-4, 1, { log: true })],
  ["d", float(0, 0.5, { step: 0.1 })],
  ["k", int(0, 9)],
  ["u", int(1, 1000, { log: true })],
])
const LOW = { x: -5, lr: 1e-4, d: 0, k: 0, u: 1 }
const HIGH = { x: 5, lr: 1, d: 0.5, k: 9, u: 1000 }

const pointOf = (cube: UnitCube, params: Record<string, number>): number[] => [...(cube.toPoint(params) ?? [])]

describe("UnitCube", () => {
  test("maps each range to [0, 1] on its scale, with half a step beyond both ends where it is widened", () => {
    const plain = new UnitCube(SPACE, false)
    expect(pointOf(plain, LOW)).toEqual([0, 0, 0, 0, 0])
    expect(pointOf(plain, HIGH)).toEqual([1, 1, 1, 1, 1])
    const widened = new UnitCube(SPACE, true)
    const half = Math.log(2) / Math.log(1000.5 / 0.5)
    expect(pointOf(widened, LOW)).toEqual([0, 0, 1 / 12, 0.05, half].map((x) => expect.closeTo(x, 12) as number))
    expect(pointOf(widened, HIGH).slice(0, 4)).toEqual(
      [1, 1, 11 / 12, 0.95].map((x) => expect.closeTo(x, 12) as number),
    )
  })

  test("has the steps of even grids, 0 for the others", () => {
    expect([...new UnitCube(SPACE, false).steps]).toEqual([0, 0, 0.2, 1 / 9, 0])
  })

  test("comes back from every point to parameters in range and on their grid, and from these to themselves", () => {
    for (const isWidened of [true, false]) {
      const cube = new UnitCube(SPACE, isWidened)
      expect(cube.names).toEqual([...SPACE.keys()])
      for (let i = 0; i <= 40; i++) {
        const params = cube.toParams(new Float64Array(5).fill(i / 40))
        for (const [name, distribution] of SPACE) expect(distribution.contains(params[name] as number)).toBe(true)
        const again = cube.toParams(cube.toPoint(params) as Float64Array)
        for (const name of SPACE.keys()) expect(again[name]).toBeCloseTo(params[name] as number, 12)
      }
    }
  })

  test("has no point for parameters that are missing, no numbers, or off the scale", () => {
    const cube = new UnitCube(SPACE, true)
    expect(cube.toPoint({ ...LOW, lr: 0 })).toBeUndefined()
    expect(cube.toPoint({ ...LOW, x: Infinity })).toBeUndefined()
    expect(cube.toPoint({ ...LOW, k: "3" })).toBeUndefined()
    expect(cube.toPoint({ x: 1 })).toBeUndefined()
    expect(pointOf(cube, { ...LOW, x: 15 })[0]).toBe(2)
  })
})
