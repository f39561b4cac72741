import { describe, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { TrialState } from "../trial/state.ts"
import { TRIAL_STATES } from "../trial/state.ts"
import type { Study } from "./study.ts"

/** Options of {@link MaxTrialsCallback}. */
export interface MaxTrialsOptions {
  /** How many trials the study is to have, those before this `optimize` included. */
  readonly nTrials: number
  /** Which trials count; by default the complete ones. */
  readonly states?: readonly TrialState[] | undefined
}

/** Ends `optimize` when the study has so many trials, whoever ran them. */
export class MaxTrialsCallback {
  readonly #nTrials: number
  readonly #states: readonly TrialState[]

  constructor(options: MaxTrialsOptions) {
    const { nTrials, states = ["complete"] } = options ?? {}
    this.#nTrials = checkWhole("nTrials", nTrials)
    const unknown = Array.isArray(states) ? states.find((state) => !TRIAL_STATES.includes(state)) : states
    if (unknown !== undefined) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `states: takes an array out of ${TRIAL_STATES.join(", ")}, got ${describe(unknown)}`,
      )
    }
    this.#states = states
  }

  afterTrial(study: Study): void {
    let count = 0
    for (const { state } of study.trials) if (this.#states.includes(state)) count++
    if (count >= this.#nTrials) study.stop()
  }
}

/** Options of {@link NoImprovementCallback}. */
export interface NoImprovementOptions {
  /** How many finished trials in a row may bring no better value. */
  readonly nTrials: number
  /** By how much a value must be better to count; by default by anything. */
  readonly minDelta?: number | undefined
}

/** Ends `optimize` of one objective when the best value has not improved in so many trials. Failed and pruned trials count as no improvement. */
export class NoImprovementCallback {
  readonly #nTrials: number
  readonly #minDelta: number
  #best: number | undefined
  #since = 0

  constructor(options: NoImprovementOptions) {
    const { nTrials, minDelta = 0 } = options ?? {}
    this.#nTrials = checkWhole("nTrials", nTrials)
    if (typeof minDelta !== "number" || !(minDelta >= 0))
      throw new ParzenError("INVALID_ARGUMENT", `minDelta: takes a number from 0, got ${describe(minDelta)}`)
    this.#minDelta = minDelta
  }

  afterTrial(study: Study, trial: FrozenTrial): void {
    const sign = study.direction === "minimize" ? 1 : -1
    const value = trial.state === "complete" && isFeasible(trial) ? sign * (trial.value as number) : Infinity
    if (this.#best === undefined ? value < Infinity : value < this.#best - this.#minDelta) {
      this.#best = value
      this.#since = 0
    } else if (++this.#since >= this.#nTrials) study.stop()
  }
}

/** Ends `optimize` of one objective when a complete, feasible trial has reached `value`. */
export class TargetCallback {
  readonly #value: number

  constructor(options: { readonly value: number }) {
    const { value } = options ?? {}
    if (typeof value !== "number" || Number.isNaN(value)) {
      throw new ParzenError("INVALID_ARGUMENT", `value: takes a number, got ${describe(value)}`)
    }
    this.#value = value
  }

  afterTrial(study: Study, trial: FrozenTrial): void {
    if (trial.state !== "complete" || !isFeasible(trial)) return
    const value = trial.value as number
    if (study.direction === "minimize" ? value <= this.#value : value >= this.#value) study.stop()
  }
}

function isFeasible({ constraints }: FrozenTrial): boolean {
  return Object.values(constraints).every((value) => value <= 0)
}

function checkWhole(name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a whole number from 1, got ${describe(value)}`)
}
