import type { TrialLike } from "@parzen/core"
import { describe, isParzenError, TrialPruned } from "@parzen/core"
import { CommandError } from "./command-error.ts"
import { parseMessage } from "./message.ts"

/** Takes a program's messages to its trial, one after the other. One inbox serves all attempts of a trial. */
export class Inbox {
  readonly #trial: TrialLike
  readonly #metrics: readonly string[] | undefined
  readonly #constraints = new Map<string, number>()
  readonly #steps = new Set<number>()
  readonly #earlierSteps = new Set<number>()
  #values: readonly number[] | undefined

  constructor(trial: TrialLike, metrics: readonly string[] | undefined) {
    this.#trial = trial
    this.#metrics = metrics
  }

  /** The value that the program sent last. */
  get values(): readonly number[] | undefined {
    return this.#values
  }

  /** Forgets what an attempt sent that has crashed. What it has reported and noted stays with the trial. */
  beginAttempt(): void {
    this.#constraints.clear()
    this.#values = undefined
    for (const step of this.#steps) this.#earlierSteps.add(step)
  }

  /**
   * Does what one message says.
   * @throws COMMAND_BAD_MESSAGE, `TrialPruned`, and what the trial throws
   */
  async take(line: string): Promise<void> {
    const { report, attrs, constraints, values, prune } = parseMessage(line, this.#metrics)
    for (const [key, value] of Object.entries(attrs ?? {})) this.#setUserAttr(key, value)
    for (const [name, value] of Object.entries(constraints ?? {})) this.#constraints.set(name, value)
    if (values !== undefined) this.#values = values
    if (report !== undefined) await this.#report(report)
    if (prune !== undefined) throw new TrialPruned(prune)
  }

  /** Sets the constraints, of which the last value counts: a trial takes only one. */
  setConstraints(): void {
    for (const [name, value] of this.#constraints) this.#trial.setConstraint(name, value)
    this.#constraints.clear()
  }

  #setUserAttr(key: string, value: unknown): void {
    try {
      this.#trial.setUserAttr(key, value)
    } catch (error) {
      if (!isParzenError(error) || error.code !== "INVALID_ATTR") throw error
      throw new CommandError("COMMAND_BAD_MESSAGE", `its message has an attribute that cannot be: ${error.message}`)
    }
  }

  async #report({ value, step }: { readonly value: number; readonly step: number }): Promise<void> {
    // A new attempt reports again what a crashed one has: the first value of a step stays.
    if (this.#earlierSteps.has(step)) return
    this.#steps.add(step)
    this.#trial.report(value, step)
    if (await this.#trial.shouldPrune()) throw new TrialPruned(`pruned at step ${step} with ${describe(value)}`)
  }
}
