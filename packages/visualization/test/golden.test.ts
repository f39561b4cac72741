import { readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { Figure, StudyLike } from "../src/index.ts"
import {
  plotContour,
  plotEdf,
  plotHypervolumeHistory,
  plotIntermediateValues,
  plotOptimizationHistory,
  plotParallelCoordinate,
  plotParamImportances,
  plotParetoFront,
  plotRank,
  plotSlice,
} from "../src/index.ts"
import { differences } from "./compare-plotly.ts"
import { goldenStudy, readGolden } from "./golden-studies.ts"

const PLOTS: Record<string, (study: StudyLike, params?: string[]) => Figure> = {
  optimization_history: (study) => plotOptimizationHistory(study),
  intermediate_values: (study) => plotIntermediateValues(study),
  slice: (study, params) => plotSlice(study, { params }),
  contour: (study, params) => plotContour(study, { params }),
  rank: (study, params) => plotRank(study, { params }),
  parallel_coordinate: (study) => plotParallelCoordinate(study),
  param_importances: (study) => plotParamImportances(study),
  pareto_front: (study) => plotParetoFront(study),
  hypervolume_history: (study) => plotHypervolumeHistory(study, { referencePoint: [150, 60] }),
  edf: (study) => plotEdf(study),
}

const recorded = readdirSync(new URL("golden", import.meta.url))
  .map((file) => file.replace(/\.json$/, ""))
  .filter((name) => name.split(".").length > 3 && !name.endsWith(".study"))

describe("Plotly's JSON of a recorded study is Optuna's", () => {
  it.each(recorded)("%s", (name) => {
    const [sampler, pruner, objective, kind = "", params] = name.split(".")
    const study = goldenStudy(`${sampler}.${pruner}.${objective}`)
    const figure = PLOTS[kind]?.(study, params?.split("+"))
    expect(figure && differences(figure.toPlotly(), JSON.parse(readGolden(name)))).toEqual([])
  })
})
