import type { LogRecord } from "@parzen/core"
import { setLogSink } from "@parzen/core"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Figure, StudyLike } from "../../src/index.ts"
import * as visualization from "../../src/index.ts"
import { gridStudy, studyOf } from "../trials.ts"

const two: StudyLike = { ...gridStudy(3), directions: ["minimize", "maximize"] }
const none = studyOf([])
const failed = studyOf([{ state: "fail" }, { state: "fail" }])
const { plotContour, plotEdf, plotHypervolumeHistory, plotIntermediateValues, plotOptimizationHistory } = visualization
const { plotParallelCoordinate, plotParamImportances, plotParetoFront, plotRank, plotSlice, plotTimeline } =
  visualization

const said: string[] = []
let previous: (record: LogRecord) => void
beforeEach(() => {
  said.length = 0
  previous = setLogSink(({ message }) => said.push(message))
})
afterEach(() => {
  setLogSink(previous)
})

describe("mistakes", () => {
  it.each([
    ["no study", () => plotSlice(undefined as unknown as StudyLike), "INVALID_ARGUMENT"],
    [
      "trials that are none",
      () => plotEdf({ trials: 3, directions: ["minimize"] } as unknown as StudyLike),
      "INVALID_ARGUMENT",
    ],
    ["an unknown parameter in slices", () => plotSlice(gridStudy(3), { params: ["nope"] }), "PARAM_NOT_FOUND"],
    [
      "an unknown parameter in contours",
      () => plotContour(gridStudy(3), { params: ["lr", "nope"] }),
      "PARAM_NOT_FOUND",
    ],
    ["an unknown parameter in ranks", () => plotRank(gridStudy(3), { params: ["nope"] }), "PARAM_NOT_FOUND"],
    ["an unknown parameter on axes", () => plotParallelCoordinate(none, { params: ["nope"] }), "PARAM_NOT_FOUND"],
    ["parameters that are no list", () => plotSlice(none, { params: "lr" as unknown as string[] }), "INVALID_ARGUMENT"],
    [
      "a target that is no function",
      () => plotSlice(none, { target: 1 as unknown as () => number }),
      "INVALID_ARGUMENT",
    ],
    [
      "a target that gives no number",
      () => plotSlice(gridStudy(2), { target: () => "1" as unknown as number, targetName: "t" }),
      "INVALID_ARGUMENT",
    ],
    ["two objectives in a history", () => plotOptimizationHistory(two), "SINGLE_OBJECTIVE_ONLY"],
    ["two objectives in slices", () => plotSlice(two), "SINGLE_OBJECTIVE_ONLY"],
    ["two objectives in contours", () => plotContour(two), "SINGLE_OBJECTIVE_ONLY"],
    ["two objectives in ranks", () => plotRank(two), "SINGLE_OBJECTIVE_ONLY"],
    ["two objectives in a distribution", () => plotEdf([none, two]), "SINGLE_OBJECTIVE_ONLY"],
    ["one objective in a front", () => plotParetoFront(none), "WRONG_OBJECTIVE_COUNT"],
    [
      "four objectives in a front",
      () => plotParetoFront({ trials: [], directions: ["minimize", "minimize", "minimize", "minimize"] }),
      "WRONG_OBJECTIVE_COUNT",
    ],
    [
      "targets of four numbers",
      () => plotParetoFront(gridStudy(2), { targets: () => [1, 2, 3, 4] }),
      "WRONG_OBJECTIVE_COUNT",
    ],
    [
      "targets that give no list",
      () => plotParetoFront(gridStudy(2), { targets: () => 1 as unknown as number[] }),
      "INVALID_ARGUMENT",
    ],
    ["targets without names or trials", () => plotParetoFront(none, { targets: () => [1, 2] }), "INVALID_ARGUMENT"],
    ["a name too few", () => plotParetoFront(two, { targetNames: ["a"], targets: () => [1, 2] }), "INVALID_ARGUMENT"],
    [
      "one objective in a hypervolume",
      () => plotHypervolumeHistory(none, { referencePoint: [1] }),
      "WRONG_OBJECTIVE_COUNT",
    ],
    [
      "a reference of three numbers for two",
      () => plotHypervolumeHistory(two, { referencePoint: [1, 2, 3] }),
      "INVALID_ARGUMENT",
    ],
    ["a reference of NaN", () => plotHypervolumeHistory(two, { referencePoint: [1, NaN] }), "INVALID_ARGUMENT"],
    ["no reference", () => plotHypervolumeHistory(two, {} as { referencePoint: number[] }), "INVALID_ARGUMENT"],
    ["no recent trials", () => plotTimeline(none, { nRecentTrials: 0 }), "INVALID_ARGUMENT"],
  ] as const)("%s: %#", (_, plot, code) => {
    expect(plot).toThrow(expect.objectContaining({ code }))
  })

  it("names what there is where a parameter is not", () => {
    expect(() => plotSlice(gridStudy(2), { params: ["nope"] })).toThrow(
      "no complete trial has 'nope', only 'act', 'lr', 'units'",
    )
  })
})

describe("nothing to show", () => {
  const plots: readonly (readonly [string, (study: StudyLike) => Figure])[] = [
    ["optimization history", (study) => plotOptimizationHistory(study)],
    ["error bars", (study) => plotOptimizationHistory([study, study], { errorBar: true })],
    ["intermediate values", (study) => plotIntermediateValues(study)],
    ["slice", (study) => plotSlice(study)],
    ["contour", (study) => plotContour(study)],
    ["rank", (study) => plotRank(study)],
    ["parallel coordinates", (study) => plotParallelCoordinate(study)],
    ["importances", (study) => plotParamImportances(study)],
    ["distribution", (study) => plotEdf(study)],
  ]
  it.each(plots)("%s of no trials, and of failed ones, has a title, no traces and a warning", async (_, plot) => {
    for (const study of [none, failed]) {
      said.length = 0
      const figure = plot(study)
      const { data, layout } = figure.toPlotly()
      expect(data).toEqual([])
      expect(layout["title"]).toMatchObject({ text: expect.stringMatching(/\w/) })
      expect(said.length).toBeGreaterThan(0)
      expect(await figure.toSvg()).toContain("</svg>")
    }
  })

  it("of several studies, one without trials keeps its line, empty", () => {
    const { lines } = plotEdf([{ ...none, studyName: "nothing" }, gridStudy(4)]).info
    expect(lines.map(({ y }) => y.some(Number.isNaN))).toEqual([true, false])
    expect(said).toContain("study 'nothing' has no complete trials to show")
  })

  it("values that are not finite are left out, each with a warning", () => {
    const study = studyOf([{ value: 1 }, { value: Infinity }, { value: -Infinity }, { value: 2 }])
    expect(plotEdf(study).info.x).toEqual(expect.arrayContaining([1, 2]))
    expect(said).toEqual([
      "trial 1 is not in the figure: its value is Infinity",
      "trial 2 is not in the figure: its value is -Infinity",
    ])
  })

  it("one trial is drawn in every figure", async () => {
    for (const [, plot] of plots) expect(await plot(gridStudy(1)).toSvg()).toContain("</svg>")
  })
})
