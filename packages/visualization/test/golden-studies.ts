import { readFileSync } from "node:fs"
import type { Distribution, FrozenTrial, ParamValue, TrialState } from "@parzen/core"
import { categorical, createTrial, float, int } from "@parzen/core"
import type { StudyLike } from "../src/index.ts"

const MIXED: Record<string, Distribution> = {
  lr: float(1e-5, 1e-1, { log: true }),
  units: int(4, 512, { log: true }),
  layers: int(1, 4),
  dropout: float(0, 0.5, { step: 0.1 }),
  batch: int(16, 128, { step: 16 }),
  act: categorical(["relu", "tanh", "sigmoid"]),
  bias: categorical([true, false]),
}

/** The search space of each recorded objective. */
const SPACES: Record<string, Record<string, Distribution>> = {
  mixed: MIXED,
  constrained_mixed: MIXED,
  conditional: {
    n_layers: int(1, 3),
    units_0: int(8, 256, { log: true }),
    units_1: int(8, 256, { log: true }),
    units_2: int(8, 256, { log: true }),
    optimizer: categorical(["sgd", "adam"]),
    momentum: float(0, 0.99),
    beta1: float(0.8, 0.999),
    lr: float(1e-4, 1, { log: true }),
  },
  curve: { x: float(0, 1), y: float(0, 1) },
  binh_korn_constrained: { x: float(0, 5), y: float(0, 3) },
  tri: { x: float(0, 1), y: float(0, 1), z: float(0, 1) },
}

interface RecordedStudy {
  readonly objective: string
  readonly directions: StudyLike["directions"]
  readonly studyName: string
  readonly trials: readonly {
    readonly number: number
    readonly state: string
    readonly params: Record<string, ParamValue>
    readonly values?: readonly number[] | null
    readonly intermediate?: readonly (readonly [number, number])[]
    readonly constraints?: Record<string, number>
  }[]
}

/** The text of a recorded file. */
export function readGolden(name: string): string {
  return readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8")
}

/** The study `name` as Optuna ran it. */
export function goldenStudy(name: string): StudyLike {
  const { objective, directions, studyName, trials } = JSON.parse(readGolden(`${name}.study`)) as RecordedStudy
  const space = SPACES[objective] ?? {}
  return { directions, studyName, trials: trials.map((trial) => frozen(trial, space)) }
}

function frozen(trial: RecordedStudy["trials"][number], space: Record<string, Distribution>): FrozenTrial {
  const constraints = Object.entries(trial.constraints ?? {}).map(([name, value]) => [`constraints:${name}`, value])
  const created = createTrial({
    state: trial.state.toLowerCase() as TrialState,
    ...(trial.values && { values: trial.values }),
    params: trial.params,
    distributions: Object.fromEntries(Object.keys(trial.params).map((name) => [name, space[name] as Distribution])),
    intermediateValues: Object.fromEntries(trial.intermediate ?? []),
    systemAttrs: Object.fromEntries(constraints),
  })
  return Object.assign(created, { number: trial.number })
}
