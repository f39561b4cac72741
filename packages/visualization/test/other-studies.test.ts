import { readFileSync } from "node:fs"
import type { FrozenTrial, ParamValue, TrialState } from "@parzen/core"
import { createTrial, jsonToDistribution, ParzenError, setVerbosity } from "@parzen/core"
import { beforeAll, describe, expect, it } from "vitest"
import type { PlotlyFigure, StudyLike } from "../src/index.ts"
import * as visualization from "../src/index.ts"
import { differences } from "./compare-plotly.ts"

interface Recorded {
  readonly studies: readonly RecordedStudy[]
  readonly figures: readonly {
    readonly name: string
    readonly kind: string
    readonly options: Readonly<Record<string, unknown>>
    readonly studies: readonly number[]
    readonly figure?: unknown
    readonly isError?: boolean
  }[]
}

interface RecordedStudy {
  readonly studyName: string
  readonly directions: StudyLike["directions"]
  readonly metricNames: readonly string[] | null
  readonly trials: readonly {
    readonly number: number
    readonly state: TrialState
    readonly values: readonly number[] | null
    readonly params: Record<string, ParamValue>
    readonly distributions: Record<string, string>
    readonly intermediate: readonly (readonly [number, number])[]
    readonly constraints: Record<string, number>
    readonly userAttrs: Record<string, unknown>
    readonly start: number | null
    readonly end: number | null
  }[]
}

const recorded = JSON.parse(
  readFileSync(new URL("golden/figures-of-other-studies.json", import.meta.url), "utf8"),
  (_, value: unknown) => numberOf(value),
) as Recorded

/** Infinities and NaN as the recorded files write them. */
function numberOf(value: unknown): unknown {
  const written = (value as { number?: unknown } | null)?.number
  if (typeof written !== "string") return value
  return { nan: NaN, inf: Infinity, "-inf": -Infinity }[written]
}

function studyOf({ studyName, directions, metricNames, trials }: RecordedStudy): StudyLike {
  return { studyName, directions, metricNames: metricNames ?? undefined, trials: trials.map(trialOf) }
}

function trialOf(trial: RecordedStudy["trials"][number]): FrozenTrial {
  const created = createTrial({
    state: trial.state,
    ...(trial.values && { values: trial.values }),
    params: trial.params,
    distributions: Object.fromEntries(
      Object.entries(trial.distributions).map(([name, json]) => [name, jsonToDistribution(json)]),
    ),
    intermediateValues: Object.fromEntries(trial.intermediate),
    userAttrs: trial.userAttrs,
    systemAttrs: Object.fromEntries(
      Object.entries(trial.constraints).map(([name, value]) => [`constraints:${name}`, value]),
    ),
  })
  const times = { startedAt: trial.start ?? undefined, completedAt: trial.end ?? undefined }
  return Object.assign(created, { number: trial.number, ...times })
}

type Plot = (study: StudyLike | readonly StudyLike[], options: object) => { toPlotly(): PlotlyFigure }

beforeAll(() => {
  setVerbosity("silent")
  // The machine that recorded them kept the time of Greenwich.
  process.env["TZ"] = "UTC"
})

describe("Plotly's JSON of other studies is Optuna's, and what Optuna refuses is refused", () => {
  it.each(
    recorded.figures.map(
      (figure) => [`${figure.name} ${figure.kind} ${JSON.stringify(figure.options)}`, figure] as const,
    ),
  )("%s", (_, { name, kind, options, studies, figure, isError }) => {
    const plotName = `plot${kind.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}`
    const plot = (visualization as unknown as Record<string, Plot>)[plotName] as Plot
    const list = studies.map((index) => studyOf(recorded.studies[index] as RecordedStudy))
    const given = name.startsWith("multi-") ? list : (list[0] as StudyLike)
    const target = options["target"] === 0 && { target: ({ values }: FrozenTrial) => values?.[0] }
    const draw = (): PlotlyFigure => plot(given, { ...options, ...target }).toPlotly()
    if (isError) expect(draw).toThrow(ParzenError)
    else expect(differences(draw(), figure)).toEqual([])
  })
})
