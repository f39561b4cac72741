import type { Attrs, Distribution, Json, Params, TrialState } from "@parzen/core"
import { jsonToDistribution, TrialRecord } from "@parzen/core"
import type { StoredState } from "../schema/tables.ts"
import type { AttrRow, ChangeRows } from "./change-rows.ts"
import { fromPythonJson } from "./python-json.ts"
import { restoreNumber } from "./stored-number.ts"
import { fromUtcText } from "./utc-time.ts"

const STATES: Readonly<Record<StoredState, TrialState>> = {
  RUNNING: "running",
  COMPLETE: "complete",
  PRUNED: "pruned",
  FAIL: "fail",
  WAITING: "waiting",
}

/** Most studies have a few distributions, of which each trial repeats the text. */
const MAX_DISTRIBUTIONS = 10_000

/** Makes trials of their rows; equal distributions are one object. */
export class TrialReader {
  readonly #distributions = new Map<string, Distribution>()

  /** The trials, in the order of their rows. Rows of trials that are not among them are passed over. */
  read(rows: ChangeRows): TrialRecord[] {
    const byId = new Map<number, TrialRecord>()
    const trials = rows.trials.map(([id, number, state, startedAt, completedAt]) => {
      const trial = new TrialRecord({
        id,
        number,
        state: STATES[state],
        startedAt: fromUtcText(startedAt),
        completedAt: fromUtcText(completedAt),
      })
      byId.set(id, trial)
      return trial
    })
    this.#readParams(byId, rows)
    for (const [id, objective, value, type] of rows.values) {
      const trial = byId.get(id)
      if (trial === undefined) continue
      const values = (trial.values ??= []) as number[]
      values[objective] = restoreNumber(value, type)
    }
    for (const [id, step, value, type] of rows.reports) {
      const trial = byId.get(id)
      if (trial !== undefined) trial.intermediateValues[step] = restoreNumber(value, type)
    }
    for (const [id, attrs] of grouped(rows.userAttrs)) {
      const trial = byId.get(id)
      if (trial !== undefined) trial.userAttrs = attrs
    }
    for (const [id, attrs] of grouped(rows.systemAttrs)) {
      const trial = byId.get(id)
      if (trial !== undefined) trial.systemAttrs = attrs
    }
    return trials
  }

  #readParams(byId: ReadonlyMap<number, TrialRecord>, { params }: ChangeRows): void {
    for (const [id, name, value, json] of params) {
      const trial = byId.get(id)
      if (trial === undefined) continue
      const distribution = this.#distribution(json)
      ;(trial.params as Params)[name] = distribution.toExternal(value)
      trial.distributions[name] = distribution
    }
  }

  #distribution(json: string): Distribution {
    let distribution = this.#distributions.get(json)
    if (distribution === undefined) {
      if (this.#distributions.size >= MAX_DISTRIBUTIONS) this.#distributions.clear()
      distribution = jsonToDistribution(json)
      this.#distributions.set(json, distribution)
    }
    return distribution
  }
}

/** Attributes by key. */
export function readAttrs(rows: readonly (readonly [key: string, valueJson: string])[]): Attrs {
  return Object.fromEntries(rows.map(([key, json]) => [key, fromPythonJson(json)]))
}

function grouped(rows: readonly AttrRow[]): Map<number, Attrs> {
  const groups = new Map<number, Record<string, Json>>()
  for (const [id, key, json] of rows) {
    let attrs = groups.get(id)
    if (attrs === undefined) groups.set(id, (attrs = {}))
    attrs[key] = fromPythonJson(json)
  }
  return groups
}
