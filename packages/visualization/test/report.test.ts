import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { LogRecord } from "@parzen/core"
import { setLogSink } from "@parzen/core"
import { afterEach, describe, expect, it } from "vitest"
import { renderReport, writeReport } from "../src/index.ts"
import { goldenStudy } from "./golden-studies.ts"
import { gridStudy, studyOf } from "./trials.ts"

const MOST_WITHOUT_DATA = 1_500_000
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** The headings of the figures in a report, in order. */
function figuresOf(html: string): string[] {
  return Array.from(html.matchAll(/role="img" aria-label="([^"]*)"/g), ([, label]) => label ?? "")
}

describe("a report", () => {
  it("of one objective has its history, parameters and all trials in one file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "parzen-report-"))
    folders.push(folder)
    await writeReport(goldenStudy("random.median.curve"), join(folder, "report.html"), { title: "A <title>" })
    await writeReport(gridStudy(5), pathToFileURL(join(folder, "other.html")))
    const html = await readFile(join(folder, "report.html"), "utf8")
    expect(figuresOf(html)).toEqual([
      "Optimization History",
      "Empirical Distribution Function",
      "Intermediate Values",
      "Hyperparameter Importances",
      "Parallel Coordinates",
      "Slice",
      "Contour",
      "Timeline",
    ])
    const [markup] = html.split("<script")
    expect(markup).toContain("<h1>A &lt;title&gt;</h1>")
    expect(markup).toContain("40 trials (10 complete, 30 pruned); one objective, minimized.")
    expect(html.length).toBeLessThan(MOST_WITHOUT_DATA)
  })

  it("of two objectives has the front and its hypervolume", async () => {
    const html = await renderReport(goldenStudy("nsgaii.nop.binh_korn_constrained"))
    expect(figuresOf(html).slice(0, 2)).toEqual(["Pareto Front", "Hypervolume History"])
    expect(html.includes("Constraint c0")).toBe(true)
  })

  it("of no trials, and of failed ones, says so, without warnings", async () => {
    const said: string[] = []
    const previous = setLogSink(({ message }: LogRecord) => said.push(message))
    const [none, failed] = await Promise.all(
      [studyOf([]), studyOf([{ state: "fail" }])].map((study) => renderReport(study)),
    )
    expect([none, failed].map((html = "") => html.includes("No trial is complete and feasible."))).toEqual([true, true])
    expect([none, failed].map((html = "") => figuresOf(html))).toEqual([[], ["Timeline"]])
    setLogSink(previous)
    expect(said).toEqual([])
  })

  it.each([[{ title: 3 }], [{ theme: "blue" }]])("refuses %j", async (options) => {
    await expect(renderReport(gridStudy(1), options as object)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })

  it("refuses what is no path", async () => {
    await expect(writeReport(gridStudy(1), "")).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })
})
