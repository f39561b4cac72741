import type { Distribution, Params } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import type { Json } from "./attrs.ts"
import { checkAttrs } from "./attrs.ts"
import { checkConstraint, constraintKey } from "./constraints.ts"
import type { FrozenTrial } from "./frozen-trial.ts"
import { TrialRecord } from "./frozen-trial.ts"
import type { TrialState } from "./state.ts"
import { isFinished } from "./state.ts"
import { checkTrial } from "./validate.ts"

/** Options of {@link createTrial}. */
export interface CreateTrialOptions {
  /** By default `complete`. */
  readonly state?: TrialState | undefined
  /** The value of the only objective, instead of `values`. */
  readonly value?: number | undefined
  readonly values?: readonly number[] | undefined
  readonly params?: Readonly<Params> | undefined
  /** One for each of `params`. */
  readonly distributions?: Readonly<Record<string, Distribution>> | undefined
  readonly userAttrs?: Readonly<Record<string, unknown>> | undefined
  readonly systemAttrs?: Readonly<Record<string, unknown>> | undefined
  /** What was reported, by step. */
  readonly intermediateValues?: Readonly<Record<number, number>> | undefined
  /** By name; feasible when all are at most 0. */
  readonly constraints?: Readonly<Record<string, number>> | undefined
}

/**
 * A trial that was not run by a study, to be added by `study.addTrial`. Its number is -1 until then.
 * @throws INVALID_TRIAL, INVALID_ATTR, INVALID_CONSTRAINT
 */
export function createTrial(options: CreateTrialOptions = {}): FrozenTrial {
  const { state = "complete", value, values, params = {}, distributions = {}, intermediateValues = {} } = options
  if (value !== undefined && values !== undefined) {
    throw new ParzenError("INVALID_TRIAL", "createTrial takes value or values, not both")
  }
  if (values !== undefined && !Array.isArray(values)) {
    throw new ParzenError("INVALID_TRIAL", `values: takes an array of numbers, got ${describe(values)}`)
  }
  const now = Date.now()
  const trial = new TrialRecord({
    number: -1,
    id: -1,
    state,
    values: value === undefined ? values && [...values] : [value],
    params: { ...params },
    distributions: { ...distributions },
    intermediateValues: { ...intermediateValues },
    userAttrs: checkAttrs(options.userAttrs),
    systemAttrs:
      options.constraints === undefined
        ? checkAttrs(options.systemAttrs)
        : { ...checkAttrs(options.systemAttrs), ...constraintAttrs(options.constraints) },
    startedAt: state === "waiting" ? undefined : now,
    completedAt: isFinished(state) ? now : undefined,
  })
  checkTrial(trial)
  return trial
}

function constraintAttrs(constraints: Readonly<Record<string, number>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(constraints).map(([name, value]) => [constraintKey(name), checkConstraint(name, value)]),
  )
}
