import type { Attrs, FrozenTrial, TrialWrites, Writes } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import { toPythonJson } from "../rows/python-json.ts"
import type { Dialect } from "../schema/tables.ts"

/** The length of Optuna's columns for names and keys. */
const MAX_NAME = 512

/** The bytes of MySQL's TEXT. */
const MAX_MYSQL_TEXT = 65_535

/** The largest step that an integer column of a server takes. */
const MAX_STEP = 2 ** 31 - 1

/** Which trials' writes no column would take, by trial id. @throws INVALID_ARGUMENT for such an attribute of the study */
export function checkWrites(writes: Writes, dialect: Dialect): Map<number, ParzenError> {
  const refused = new Map<number, ParzenError>()
  const mistake = attrsMistake(writes.study?.userAttrs, dialect) ?? attrsMistake(writes.study?.systemAttrs, dialect)
  if (mistake !== undefined) throw mistake
  for (const trial of writes.trials) {
    const mistake = trialMistake(trial, dialect)
    if (mistake !== undefined) refused.set(trial.trialId, mistake)
  }
  return refused
}

/** Why the columns would not take this trial. */
export function templateMistake(trial: FrozenTrial, dialect: Dialect): ParzenError | undefined {
  const names = Object.keys(trial.params).map((name) => ({ name }))
  const reports = Object.keys(trial.intermediateValues).map((step) => [Number(step), 0] as const)
  const { userAttrs, systemAttrs } = trial
  return trialMistake({ params: names as never, reports, userAttrs, systemAttrs }, dialect)
}

/** Why the columns would not take this name. */
export function checkName(what: string, name: string): ParzenError | undefined {
  if (name.length > MAX_NAME)
    return invalid(
      `${what} has ${name.length} characters, at most ${MAX_NAME} can be stored: '${name.slice(0, 40)}...'`,
    )
  if (name.includes("\0")) return invalid(`${what} has a character U+0000, which cannot be stored`)
  return undefined
}

function trialMistake(
  { params = [], reports = [], userAttrs, systemAttrs }: Omit<TrialWrites, "trialId" | "lease">,
  dialect: Dialect,
): ParzenError | undefined {
  for (const { name } of params) {
    const mistake = checkName("a parameter's name", name)
    if (mistake !== undefined) return mistake
  }
  if (dialect !== "sqlite") {
    for (const [step] of reports)
      if (step > MAX_STEP) return invalid(`report: step ${step} is above ${MAX_STEP}, the largest that can be stored`)
  }
  return attrsMistake(userAttrs, dialect) ?? attrsMistake(systemAttrs, dialect)
}

function attrsMistake(attrs: Attrs | undefined, dialect: Dialect): ParzenError | undefined {
  for (const [key, value] of Object.entries(attrs ?? {})) {
    const mistake = checkName("an attribute's key", key)
    if (mistake !== undefined) return mistake
    if (dialect !== "mysql") continue
    const { length } = toPythonJson(value)
    if (length > MAX_MYSQL_TEXT)
      return invalid(`the attribute '${key}' takes ${length} bytes, at most ${MAX_MYSQL_TEXT} can be stored in MySQL`)
  }
  return undefined
}

function invalid(message: string): ParzenError {
  return new ParzenError("INVALID_ARGUMENT", message)
}
