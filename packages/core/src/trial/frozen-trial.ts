import type { Distribution, Params } from "../distributions/distribution.ts"
import { ParzenError } from "../errors.ts"
import type { Attrs } from "./attrs.ts"
import { NO_ATTRS } from "./attrs.ts"
import type { Constraints } from "./constraints.ts"
import { readConstraints } from "./constraints.ts"
import type { TrialState } from "./state.ts"

/** A trial as it is recorded. A finished one never changes; a waiting or running one goes on changing as its study learns. */
export interface FrozenTrial {
  /** Counts from 0 within the study. */
  readonly number: number
  /** The storage's own name of the trial; -1 before a storage has it. */
  readonly id: number
  readonly state: TrialState
  /** The value of the only objective. @throws SINGLE_OBJECTIVE_ONLY with several values. */
  readonly value: number | undefined
  /** The values of all objectives; `undefined` before there are any and for a failed trial. */
  readonly values: readonly number[] | undefined
  /** In the order in which they were suggested. */
  readonly params: Readonly<Params>
  readonly distributions: Readonly<Record<string, Distribution>>
  /** What was reported, by step. */
  readonly intermediateValues: Readonly<Record<number, number>>
  /** By name; the trial is feasible when all are at most 0. */
  readonly constraints: Constraints
  readonly userAttrs: Attrs
  readonly systemAttrs: Attrs
  readonly datetimeStart: Date | undefined
  readonly datetimeComplete: Date | undefined
  /** From start to end in ms; `undefined` before the end. */
  readonly duration: number | undefined
  /** The largest step reported; `undefined` before the first report. */
  readonly lastStep: number | undefined
}

/** What a trial's record is made of; times are in ms since 1970. */
export interface TrialFields {
  readonly number: number
  readonly id: number
  readonly state: TrialState
  readonly values?: readonly number[] | undefined
  readonly params?: Params
  readonly distributions?: Record<string, Distribution>
  readonly intermediateValues?: Record<number, number>
  readonly userAttrs?: Attrs
  readonly systemAttrs?: Attrs
  readonly startedAt?: number | undefined
  readonly completedAt?: number | undefined
}

/** What follows from the record of a trial. */
export abstract class TrialFacts implements FrozenTrial {
  abstract readonly number: number
  abstract readonly id: number
  abstract readonly state: TrialState
  abstract readonly values: readonly number[] | undefined
  abstract readonly params: Readonly<Params>
  abstract readonly distributions: Readonly<Record<string, Distribution>>
  abstract readonly intermediateValues: Readonly<Record<number, number>>
  abstract readonly userAttrs: Attrs
  abstract readonly systemAttrs: Attrs
  /** In ms since 1970: a number takes less memory than a `Date`. */
  abstract readonly startedAt: number | undefined
  abstract readonly completedAt: number | undefined

  get value(): number | undefined {
    if (this.values !== undefined && this.values.length > 1) {
      throw new ParzenError(
        "SINGLE_OBJECTIVE_ONLY",
        `trial ${this.number} has ${this.values.length} values: read 'values'`,
      )
    }
    return this.values?.[0]
  }

  get constraints(): Constraints {
    return readConstraints(this.systemAttrs)
  }

  get datetimeStart(): Date | undefined {
    return this.startedAt === undefined ? undefined : new Date(this.startedAt)
  }

  get datetimeComplete(): Date | undefined {
    return this.completedAt === undefined ? undefined : new Date(this.completedAt)
  }

  get duration(): number | undefined {
    return this.startedAt === undefined || this.completedAt === undefined
      ? undefined
      : this.completedAt - this.startedAt
  }

  get lastStep(): number | undefined {
    let last: number | undefined
    for (const step in this.intermediateValues) last = last === undefined ? Number(step) : Math.max(last, Number(step))
    return last
  }
}

/** A trial as it is kept: who creates it may write it, everybody else sees the interface. */
export class TrialRecord extends TrialFacts {
  // Declared, not defined: each is set once, by the constructor.
  declare number: number
  declare id: number
  declare state: TrialState
  declare values: readonly number[] | undefined
  declare params: Params
  declare distributions: Record<string, Distribution>
  declare intermediateValues: Record<number, number>
  declare userAttrs: Attrs
  declare systemAttrs: Attrs
  declare startedAt: number | undefined
  declare completedAt: number | undefined

  constructor(fields: TrialFields) {
    super()
    this.number = fields.number
    this.id = fields.id
    this.state = fields.state
    this.values = fields.values
    this.params = fields.params ?? {}
    this.distributions = fields.distributions ?? {}
    this.intermediateValues = fields.intermediateValues ?? {}
    this.userAttrs = fields.userAttrs ?? NO_ATTRS
    this.systemAttrs = fields.systemAttrs ?? NO_ATTRS
    this.startedAt = fields.startedAt
    this.completedAt = fields.completedAt
  }
}

/** A copy of `trial` that changes apart from it, with another number and id if these are given. */
export function copyRecord(trial: FrozenTrial, number: number = trial.number, id: number = trial.id): TrialRecord {
  return new TrialRecord({
    number,
    id,
    state: trial.state,
    values: trial.values,
    params: { ...trial.params },
    distributions: { ...trial.distributions },
    intermediateValues: { ...trial.intermediateValues },
    userAttrs: trial.userAttrs,
    systemAttrs: trial.systemAttrs,
    startedAt: trial.datetimeStart?.getTime(),
    completedAt: trial.datetimeComplete?.getTime(),
  })
}
