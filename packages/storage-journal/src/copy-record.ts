import { TrialRecord } from "@parzen/core"

/** A copy of `trial` that does not change with it. */
export function copyRecord(trial: TrialRecord): TrialRecord {
  return new TrialRecord({
    number: trial.number,
    id: trial.id,
    state: trial.state,
    values: trial.values,
    params: { ...trial.params },
    distributions: { ...trial.distributions },
    intermediateValues: { ...trial.intermediateValues },
    userAttrs: trial.userAttrs,
    systemAttrs: trial.systemAttrs,
    startedAt: trial.startedAt,
    completedAt: trial.completedAt,
  })
}
