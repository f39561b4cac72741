import { categorical, float, setVerbosity } from "@parzen/core"
import { beforeAll, describe, expect, it } from "vitest"
import {
  Figure,
  plotContour,
  plotOptimizationHistory,
  plotParallelCoordinate,
  plotParetoFront,
  plotRank,
  plotSlice,
} from "../src/index.ts"
import { gridStudy, studyOf } from "./trials.ts"

beforeAll(() => setVerbosity("silent"))

describe("Figure", () => {
  it("is SVG of the size asked for, the same text each time", async () => {
    const figure = plotSlice(gridStudy(30))
    const svg = await figure.toSvg({ width: 900, height: 500 })
    expect(svg).toMatch(/^<svg width="900" height="500"/)
    expect(await figure.toSvg({ width: 900, height: 500 })).toBe(svg)
    expect(await plotSlice(gridStudy(30)).toSvg({ width: 900, height: 500, theme: "light" })).toBe(svg)
    expect(await figure.toSvg({ theme: "dark" })).toContain("#16181d")
  })

  it("has neither NaN nor undefined in its SVG, whatever the values", async () => {
    const distributions = { x: float(0, 1), c: categorical([true, null]) }
    const values = [1, Infinity, -Infinity, 2, 1e300, -1e300, 0]
    const study = studyOf(
      values.map((value, i) => ({ params: { x: i / 7, c: i % 2 ? true : null }, distributions, value })),
    )
    for (const figure of [
      plotOptimizationHistory(study),
      plotSlice(study),
      plotContour(study),
      plotRank(study),
      plotParallelCoordinate(study),
    ]) {
      expect(await figure.toSvg()).not.toMatch(/NaN|undefined|Infinity/)
    }
  })

  it("writes names into SVG and HTML as text, never as markup", async () => {
    const name = "</script><img src=x onerror=alert(1)>\"'&"
    const study = studyOf(
      [0.1, 0.2, 0.3].map((x) => ({
        params: { [name]: x, c: name },
        distributions: { [name]: float(0, 1), c: categorical([name]) },
        value: x,
      })),
    )
    for (const figure of [plotSlice(study), plotParallelCoordinate(study), plotRank(study)]) {
      expect(await figure.toSvg()).not.toMatch(/<img|<\/script/)
      const html = await figure.toHtml()
      const [before = "", script = ""] = html.split("<script>")
      expect(before.match(/<img/g)).toBeNull()
      expect([before, script].map((part) => part.match(/<\/script>/g))).toEqual([["</script>"], ["</script>"]])
    }
  })

  it("is PNG of twice the size, or as scaled", async () => {
    const figure = plotOptimizationHistory(gridStudy(5))
    const size = (png: Uint8Array): number[] => [
      new DataView(png.buffer).getUint32(16),
      new DataView(png.buffer).getUint32(20),
    ]
    const png = await figure.toPng({ width: 300, height: 200 })
    expect([...png.subarray(1, 4)]).toEqual([...new TextEncoder().encode("PNG")])
    expect(size(png)).toEqual([600, 400])
    expect(size(await figure.toPng({ width: 300, height: 200, scale: 1 }))).toEqual([300, 200])
  })

  it("is one HTML file whose policy lets nothing in but its own script and style", async () => {
    const html = await plotSlice(gridStudy(5)).toHtml({ theme: "dark" })
    const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1]
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; img-src data: blob:/,
    )
    const [markup = "", content = ""] = html.split('<script type="application/json"')
    expect(markup).toContain('<html lang="en" data-theme="dark">')
    expect(markup).not.toMatch(/ style=|<script|<link (?!rel="icon" href="data:,")/)
    expect(content.match(/<script/g)).toEqual(["<script"])
  })

  it("is JSON that says what JSON has no number for in words", () => {
    const figure = plotOptimizationHistory(studyOf([{ state: "fail" }, { value: 1 }]))
    const { kind, info } = JSON.parse(figure.toJson()) as {
      kind: string
      info: { lines: { objective: { values: unknown[] }; best: { values: unknown[] } }[] }
    }
    expect([kind, info.lines[0]?.objective.values, info.lines[0]?.best.values]).toEqual([
      "optimization_history",
      ["NaN", 1],
      ["Infinity", 1],
    ])
    expect(figure).toBeInstanceOf(Figure)
  })

  it.each([{ width: 10 }, { height: NaN }, { theme: "blue" }, { scale: 0 }])("refuses %j", async (options) => {
    await expect(plotSlice(gridStudy(2)).toPng(options as object)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })

  it("names 20 parameters in slices, importances' bars and parallel axes", async () => {
    const names = Array.from({ length: 20 }, (_, i) => `parameter_${i}`)
    const distributions = Object.fromEntries(names.map((name) => [name, float(0, 1)]))
    const study = studyOf(
      Array.from({ length: 12 }, (_, k) => ({
        params: Object.fromEntries(names.map((name, i) => [name, ((k + i) % 12) / 12])),
        distributions,
        value: k,
      })),
    )
    for (const figure of [plotSlice(study), plotParallelCoordinate(study)]) {
      const svg = await figure.toSvg()
      for (const name of names) expect(svg).toContain(`>${name}<`)
    }
  })

  it("shows a front of three objectives as a cube", async () => {
    const study = studyOf(
      [
        [1, 2, 3],
        [3, 2, 1],
        [4, 4, 4],
      ].map((values) => ({ values })),
      ["minimize", "minimize", "minimize"],
    )
    const svg = await plotParetoFront(study).toSvg()
    for (const name of ["Objective 0", "Objective 1", "Objective 2"]) expect(svg).toContain(name)
  })
})
