import { describe, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { Study } from "./study.ts"

/** The attributes of a trial that a table can show. */
export type TrialAttr =
  | "number"
  | "value"
  | "datetimeStart"
  | "datetimeComplete"
  | "duration"
  | "params"
  | "userAttrs"
  | "systemAttrs"
  | "state"

/** Options of {@link trialsToTable} and {@link toCsv}. */
export interface TrialsTableOptions {
  /** Which attributes, in this order; by default all, in the order of {@link TrialAttr}. */
  readonly attrs?: readonly TrialAttr[] | undefined
}

/** Trials as rows. */
export interface TrialsTable {
  /** Named as Optuna names them: `number`, `value` or `values_0`, `datetime_start`, `params_lr`, `user_attrs_note`, `state`, ... */
  readonly columns: readonly string[]
  /** One row for each trial and one cell for each column; `undefined` where a trial has nothing. Durations are in ms. */
  readonly rows: readonly (readonly unknown[])[]
}

const ATTRS: readonly TrialAttr[] = [
  "number",
  "value",
  "datetimeStart",
  "datetimeComplete",
  "duration",
  "params",
  "userAttrs",
  "systemAttrs",
  "state",
]

/**
 * The trials as a table with the columns of Optuna's `trials_dataframe`: the columns of one attribute are sorted by name, those
 * of the values follow the objectives. A state is written as Optuna writes it (`COMPLETE`).
 * @throws INVALID_ARGUMENT for an unknown attribute
 */
export function trialsToTable(study: Study, { attrs = ATTRS }: TrialsTableOptions = {}): TrialsTable {
  if (!Array.isArray(attrs)) throw new ParzenError("INVALID_ARGUMENT", `attrs: takes an array, got ${describe(attrs)}`)
  const unknown = attrs.find((attr) => !ATTRS.includes(attr))
  if (unknown !== undefined)
    throw new ParzenError("INVALID_ARGUMENT", `attrs: '${unknown}' is none of ${ATTRS.join(", ")}`)
  const { trials } = study
  if (trials.length === 0) return { columns: [], rows: [] }
  const groups = attrs.map((attr) => columnsOf(study, attr))
  return {
    columns: groups.flatMap(({ prefix, names }) => names.map((name) => (name === "" ? prefix : `${prefix}_${name}`))),
    rows: trials.map((trial) => groups.flatMap(({ names, cell }) => names.map((name, i) => cell(trial, name, i)))),
  }
}

interface ColumnGroup {
  readonly prefix: string
  readonly names: readonly string[]
  readonly cell: (trial: FrozenTrial, name: string, index: number) => unknown
}

function columnsOf(study: Study, attr: TrialAttr): ColumnGroup {
  switch (attr) {
    case "value":
      return valueColumns(study)
    case "params":
      return namedColumns(study, "params", (trial) => trial.params)
    case "userAttrs":
      return namedColumns(study, "user_attrs", (trial) => trial.userAttrs)
    case "systemAttrs":
      return namedColumns(study, "system_attrs", (trial) => trial.systemAttrs)
    case "state":
      return { prefix: "state", names: [""], cell: (trial) => trial.state.toUpperCase() }
    case "datetimeStart":
      return { prefix: "datetime_start", names: [""], cell: (trial) => trial.datetimeStart }
    case "datetimeComplete":
      return { prefix: "datetime_complete", names: [""], cell: (trial) => trial.datetimeComplete }
    default:
      return { prefix: attr, names: [""], cell: (trial) => trial[attr] }
  }
}

function valueColumns({ directions, metricNames }: Study): ColumnGroup {
  const single = directions.length === 1
  const names = metricNames ?? (single ? [""] : directions.map((_, i) => String(i)))
  return { prefix: single ? "value" : "values", names, cell: (trial, _, i) => trial.values?.[i] }
}

function namedColumns(
  study: Study,
  prefix: string,
  read: (trial: FrozenTrial) => Readonly<Record<string, unknown>>,
): ColumnGroup {
  const names = [...new Set(study.trials.flatMap((trial) => Object.keys(read(trial))))].sort()
  return { prefix, names, cell: (trial, name) => (Object.hasOwn(read(trial), name) ? read(trial)[name] : undefined) }
}
