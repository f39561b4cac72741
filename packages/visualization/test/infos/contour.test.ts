import { describe, expect, it } from "vitest"
import { contourInfo } from "../../src/index.ts"
import { gridStudy, studyOf } from "../trials.ts"
import { float } from "@parzen/core"

describe("contourInfo", () => {
  it("keeps of trials at one place the best, with a target the last", () => {
    const distributions = { x: float(0, 1), y: float(0, 1) }
    const at = (x: number, y: number, value: number) => ({ params: { x, y }, distributions, value })
    const trials = [at(0, 0, 3), at(1, 1, 5), at(0, 0, 1), at(0, 0, 2)]
    const cell = (info: ReturnType<typeof contourInfo>): number | undefined => info.panels[0]?.[0]?.z?.[1]?.[1]
    expect(cell(contourInfo(studyOf(trials)))).toBe(1)
    expect(cell(contourInfo(studyOf(trials, ["maximize"])))).toBe(3)
    expect(cell(contourInfo(studyOf(trials), { target: ({ value }) => value ?? 0, targetName: "t" }))).toBe(2)
  })

  it("never has more than 500 values and their border on an axis, else 100 nodes from end to end", () => {
    const sizes = [400, 3000].map((n) => {
      const { axes } = contourInfo(gridStudy(n), { params: ["lr", "units"] })
      return axes.map(({ nodes }) => nodes.length)
    })
    expect(sizes).toEqual([
      [402, 402],
      [100, 100],
    ])
    const [lr] = contourInfo(gridStudy(3000), { params: ["lr", "units"] }).axes
    const nodes = lr?.nodes as number[]
    expect([nodes[0], nodes[99]]).toEqual([
      expect.closeTo(lr?.range[0] as number, 12),
      expect.closeTo(lr?.range[1] as number, 12),
    ])
    // Equally far apart in the logarithm.
    expect((nodes[1] as number) / (nodes[0] as number)).toBeCloseTo((nodes[99] as number) / (nodes[98] as number), 9)
  })

  it("turns the panels above the diagonal over", () => {
    const { panels } = contourInfo(gridStudy(12))
    const turned = panels[0]?.[1]?.z?.map((row) => [...row])
    const straight = panels[1]?.[0]?.z
    expect(turned?.[0]?.map((_, i) => turned.map((row) => row[i]))).toEqual(straight)
  })
})
