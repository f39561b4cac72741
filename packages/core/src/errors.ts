const PARZEN_ERROR = Symbol.for("@parzen/core/ParzenError")
const TRIAL_PRUNED = Symbol.for("@parzen/core/TrialPruned")

/** The codes that `@parzen/core` itself throws; docs/errors.md says what each means. Adapters add their own. */
export type ErrorCode =
  | "INVALID_ARGUMENT"
  | "INVALID_DISTRIBUTION"
  | "INVALID_PARAM_NAME"
  | "INVALID_PARAM_VALUE"
  | "INCOMPATIBLE_DISTRIBUTION"
  | "INVALID_DIRECTION"
  | "INVALID_TRIAL"
  | "INVALID_VALUES"
  | "INVALID_REPORT"
  | "INVALID_CONSTRAINT"
  | "INVALID_ATTR"
  | "INVALID_STATE"
  | "INVALID_SEED"
  | "NOT_A_STORAGE"
  | "STUDY_EXISTS"
  | "STUDY_NOT_FOUND"
  | "STUDY_AMBIGUOUS"
  | "TRIAL_NOT_FOUND"
  | "TRIAL_FINISHED"
  | "TRIAL_NOT_RUNNING"
  | "TRIAL_TIMEOUT"
  | "TRIAL_LIMIT_REACHED"
  | "LEASE_LOST"
  | "PARAM_NOT_FOUND"
  | "ZERO_VARIANCE"
  | "NO_COMPLETE_TRIAL"
  | "NO_FEASIBLE_TRIAL"
  | "SINGLE_OBJECTIVE_ONLY"
  | "NESTED_OPTIMIZE"
  | "NOT_OPTIMIZING"
  | "MISSING_AWAIT"
  | "SEARCH_SPACE_MISMATCH"
  | "INFINITE_SEARCH_SPACE"
  | "TOO_MANY_PARAMS"
  | "SEQUENCE_EXHAUSTED"

/** A mistake or a failure that has a name: `code` to act on, `message` to read, `cause` where another error led here. */
export class ParzenError extends Error {
  override readonly name = "ParzenError"
  readonly code: ErrorCode | (string & {})

  constructor(code: ErrorCode | (string & {}), message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    Object.defineProperty(this, PARZEN_ERROR, { value: true })
  }
}

/** Thrown by an objective that leaves a trial early; the trial then counts as pruned, not as failed. */
export class TrialPruned extends Error {
  override readonly name = "TrialPruned"

  constructor(message = "", options?: ErrorOptions) {
    super(message, options)
    Object.defineProperty(this, TRIAL_PRUNED, { value: true })
  }
}

/** Whether `error` is a {@link ParzenError}, be it of another copy of this package. */
export function isParzenError(error: unknown): error is ParzenError {
  return typeof error === "object" && error !== null && PARZEN_ERROR in error
}

/** Whether `error` is a {@link TrialPruned}, be it of another copy of this package. */
export function isTrialPruned(error: unknown): error is TrialPruned {
  return typeof error === "object" && error !== null && TRIAL_PRUNED in error
}

/** `value` as an error message shows it: strings in quotes, of objects the class. */
export function describe(value: unknown): string {
  if (typeof value === "string") return `'${value}'`
  if (typeof value === "function") return "a function"
  if (typeof value === "bigint") return `${value}n`
  if (Array.isArray(value)) return `[${value.slice(0, 20).map(describe).join(", ")}${value.length > 20 ? ", ..." : ""}]`
  if (typeof value !== "object" || value === null) return String(value)
  const name = value.constructor?.name ?? "object without prototype"
  return `${/^[AEIOUaeiou]/.test(name) ? "an" : "a"} ${name}`
}

/** What was thrown, as text: of a {@link ParzenError} the code too. */
export function causeText(thrown: unknown): string {
  if (isParzenError(thrown)) return `${thrown.code}: ${thrown.message}`
  try {
    return String(thrown)
  } catch {
    return "something that has no text"
  }
}
