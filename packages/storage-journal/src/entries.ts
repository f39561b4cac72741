import type { Attrs, Direction, Distribution, Finish, FrozenTrial, ParamWrite, TrialState } from "@parzen/core"
import { distributionToJson, TrialRecord } from "@parzen/core"
import { OP, STATES } from "./operations.ts"
import { floatJson, toPythonJson } from "./python-json.ts"

/** JSON of distributions, made once for each. */
const distributionJson = new WeakMap<Distribution, string>()

export function createStudyEntry(worker: string, studyName: string, directions: readonly Direction[]): string {
  const numbers = directions.map((direction) => (direction === "maximize" ? 2 : 1))
  return `${head(OP.createStudy, worker)},"study_name":${JSON.stringify(studyName)},"directions":[${numbers.join(",")}]}`
}

export function deleteStudyEntry(worker: string, studyId: number): string {
  return `${head(OP.deleteStudy, worker)},"study_id":${studyId}}`
}

/** One entry for each attribute. */
export function studyAttrEntries(
  worker: string,
  studyId: number,
  kind: "user" | "system",
  attrs: Attrs = {},
  attrsJson: (attrs: Attrs) => string = toPythonJson,
): string[] {
  const op = kind === "user" ? OP.setStudyUserAttr : OP.setStudySystemAttr
  return Object.entries(attrs).map(
    ([key, value]) => `${head(op, worker)},"study_id":${studyId},"${kind}_attr":${attrsJson({ [key]: value })}}`,
  )
}

/** A trial of no content, which only counts. */
export function emptyTrialEntry(worker: string, studyId: number): string {
  return `${head(OP.createTrial, worker)},"study_id":${studyId},"datetime_start":null}`
}

/** A trial that begins to run. */
export function startTrialEntry(worker: string, studyId: number, at: number, leaseMs?: number): string {
  return `${head(OP.createTrial, worker)},"study_id":${studyId},"datetime_start":${iso(at)}${lease(leaseMs)}}`
}

/** A trial that was made elsewhere, as it is. */
export function addTrialEntry(
  worker: string,
  studyId: number,
  trial: FrozenTrial,
  attrsJson: (attrs: Attrs) => string = toPythonJson,
): string {
  const { values = [] } = trial
  const { startedAt, completedAt } = timesOf(trial)
  const names = Object.keys(trial.params)
  const distributions = names.map(
    (name) => [name, distributionText(trial.distributions[name] as Distribution)] as const,
  )
  const params = names.map((name) => [
    name,
    internalJson(trial.params[name], trial.distributions[name] as Distribution),
  ])
  const reports = Object.entries(trial.intermediateValues).map(([step, value]) => [step, floatJson(value)])
  return (
    `${head(OP.createTrial, worker)},"study_id":${studyId},"datetime_start":${iso(startedAt)}` +
    `,"state":${STATES.indexOf(trial.state)}` +
    `,"value":${values.length === 1 ? floatJson(values[0] as number) : "null"}` +
    `,"values":${values.length > 1 ? `[${values.map(floatJson).join(",")}]` : "null"}` +
    (completedAt === undefined ? "" : `,"datetime_complete":${iso(completedAt)}`) +
    `,"distributions":${object(distributions.map(([name, json]) => [name, JSON.stringify(json)]))}` +
    `,"params":${object(params)},"user_attrs":${attrsJson(trial.userAttrs)}` +
    `,"system_attrs":${attrsJson(trial.systemAttrs)},"intermediate_values":${object(reports)}}`
  )
}

export function paramEntry(worker: string, trialId: number, { name, value, distribution }: ParamWrite): string {
  return (
    `${head(OP.setTrialParam, worker)},"trial_id":${trialId},"param_name":${JSON.stringify(name)}` +
    `,"param_value_internal":${internalJson(value, distribution)}` +
    `,"distribution":${JSON.stringify(distributionText(distribution))}}`
  )
}

export function reportEntry(worker: string, trialId: number, step: number, value: number): string {
  return `${head(OP.setTrialIntermediateValue, worker)},"trial_id":${trialId},"step":${step},"intermediate_value":${floatJson(value)}}`
}

/** One entry for each attribute. */
export function trialAttrEntries(
  worker: string,
  trialId: number,
  kind: "user" | "system",
  attrs: Attrs = {},
): string[] {
  const op = kind === "user" ? OP.setTrialUserAttr : OP.setTrialSystemAttr
  return Object.entries(attrs).map(
    ([key, value]) => `${head(op, worker)},"trial_id":${trialId},"${kind}_attr":${toPythonJson({ [key]: value })}}`,
  )
}

/** Claims a waiting trial; of one that runs already it renews the lease, if its owner writes it. */
export function runTrialEntry(worker: string, trialId: number, at: number, leaseMs?: number): string {
  return `${stateHead(worker, trialId, "running")},"values":null,"datetime_start":${iso(at)}${lease(leaseMs)}}`
}

export function finishEntry(worker: string, trialId: number, { state, values, completedAt }: Finish): string {
  const numbers = values === undefined ? "null" : `[${values.map(floatJson).join(",")}]`
  return `${stateHead(worker, trialId, state)},"values":${numbers},"datetime_complete":${iso(completedAt)}}`
}

/** Lets {@link distributionText} answer what was read. */
export function rememberText(distribution: Distribution, json: string): void {
  distributionJson.set(distribution, json)
}

/** Optuna's JSON of `distribution`. */
export function distributionText(distribution: Distribution): string {
  let text = distributionJson.get(distribution)
  if (text === undefined) distributionJson.set(distribution, (text = distributionToJson(distribution)))
  return text
}

function head(op: number, worker: string): string {
  return `{"op_code":${op},"worker_id":"${worker}"`
}

function stateHead(worker: string, trialId: number, state: TrialState): string {
  return `${head(OP.setTrialStateValues, worker)},"trial_id":${trialId},"state":${STATES.indexOf(state)}`
}

function lease(ms: number | undefined): string {
  return ms === undefined ? "" : `,"parzen_lease_ms":${ms}`
}

function internalJson(value: unknown, distribution: Distribution): string {
  const internal = distribution.toInternal(value)
  return distribution.kind === "categorical" ? String(internal) : floatJson(internal)
}

function object(entries: readonly (readonly string[])[]): string {
  return `{${entries.map(([name = "", json = ""]) => `${JSON.stringify(name)}:${json}`).join(",")}}`
}

function timesOf(trial: FrozenTrial): Pick<TrialRecord, "startedAt" | "completedAt"> {
  if (trial instanceof TrialRecord) return trial
  return { startedAt: trial.datetimeStart?.getTime(), completedAt: trial.datetimeComplete?.getTime() }
}

/** A time in ms since 1970 as Optuna writes it: in UTC, to the microsecond. */
function iso(ms: number | undefined): string {
  if (ms === undefined) return "null"
  const whole = Math.floor(ms)
  const micros = Math.min(999, Math.round((ms - whole) * 1000))
  return `"${new Date(whole).toISOString().slice(0, -1)}${String(micros).padStart(3, "0")}+00:00"`
}
