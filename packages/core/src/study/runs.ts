import type { Distribution } from "../distributions/distribution.ts"
import { causeText, describe, isParzenError, ParzenError } from "../errors.ts"
import type { Pruner } from "../pruners/pruner.ts"
import type { Sampler } from "../samplers/sampler.ts"
import { EMPTY_SPACE } from "../space/search-space.ts"
import type { StaleTrialCallback, StartedTrial } from "../storage/storage.ts"
import { BestTrial } from "../trial/best-trial.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { isFinished } from "../trial/state.ts"
import { Leaseholder } from "./leaseholder.ts"
import type { Link } from "./link.ts"
import { LiveRecord } from "./live-record.ts"
import type { LoopHost } from "./optimize.ts"
import type { Outcome } from "./outcome.ts"
import { controls, Trial } from "./trial.ts"

const FAIL_CAUSE = "parzen:fail_cause"

/** What draws and prunes the trials that start from now on. */
export interface Algorithms {
  readonly sampler: Sampler
  readonly pruner: Pruner
}

/** Starts and ends the trials of one study that run in this process. */
export class Runs implements LoopHost {
  readonly #link: Link
  readonly #algorithms: Algorithms
  readonly #live = new Map<number, Trial>()
  readonly #leases: Leaseholder | undefined
  readonly #best: BestTrial

  constructor(link: Link, algorithms: Algorithms, onStale: StaleTrialCallback | undefined) {
    this.#link = link
    this.#algorithms = algorithms
    this.#leases = link.storage.leases && new Leaseholder(link.storage.leases, link.studyId, onStale)
    this.#best = new BestTrial(link.view)
  }

  get hasLeases(): boolean {
    return this.#leases !== undefined
  }

  /** The best trial. @throws as {@link BestTrial.get} */
  get bestTrial(): FrozenTrial {
    return this.#best.get()
  }

  best(): FrozenTrial | undefined {
    return this.#best.peek()
  }

  stopped(): boolean {
    return this.#link.view.stopped
  }

  async othersMayLeave(): Promise<boolean> {
    return (await this.#leases?.othersMayLeave()) ?? false
  }

  /** The same as {@link start}, but answers `undefined` if the study has `total` trials besides those that were tried again. */
  ask(total: number | undefined): Promise<Trial | undefined> {
    return total === undefined ? this.start() : this.#startWithin(total)
  }

  /** Starts a trial, which suggests the parameters of `space` at once. @throws TRIAL_LIMIT_REACHED */
  async start(space?: Readonly<Record<string, Distribution>>, limit?: number): Promise<Trial> {
    if (this.#leases !== undefined) await this.#leases.sweepIfDue()
    const trial = this.#adopt(await this.#link.start(limit))
    const { sampler } = this.#algorithms
    const record = controls.record(trial)
    try {
      sampler.beforeTrial?.(this.#link.view, record)
      if (sampler.reserve !== undefined) await this.#reserve(sampler, record)
      if (space !== undefined) trial.suggest(space)
    } catch (error) {
      await this.finish(record.number, { state: "fail", values: undefined }, error)
      throw error
    }
    return trial
  }

  /**
   * The trial that is told.
   * @throws TRIAL_NOT_FOUND, INVALID_ARGUMENT for what is neither a trial nor a number
   */
  async lookUp(trial: Trial | number): Promise<FrozenTrial> {
    const { studyName, trials } = this.#link.view
    if (trial instanceof Trial) {
      const record = controls.record(trial)
      if (this.#live.get(trial.number) === trial) return record
      const known = trials[trial.number]
      if (known !== undefined && known.id === record.id) return known
      throw new ParzenError("TRIAL_NOT_FOUND", `trial ${trial.number} does not belong to study '${studyName}'`)
    }
    if (!Number.isInteger(trial))
      throw new ParzenError("INVALID_ARGUMENT", `tell takes a trial or its number, got ${describe(trial)}`)
    if (!this.#live.has(trial)) await this.#link.sync()
    const known = trials[trial]
    if (known !== undefined) return known
    throw new ParzenError(
      "TRIAL_NOT_FOUND",
      `there is no trial ${trial} in study '${studyName}': it has not been created`,
    )
  }

  /** Lets the sampler see the end, then writes it, whatever the sampler does. @throws LEASE_LOST, TRIAL_FINISHED, and what the sampler throws */
  async finish(number: number, outcome: Outcome, cause?: unknown): Promise<FrozenTrial> {
    const { trials } = this.#link.view
    const known = trials[number] as FrozenTrial
    const record = known instanceof LiveRecord ? known : this.#link.record(known, undefined)
    const failure = this.#queueEnd(record, outcome, cause)
    try {
      await this.#link.sync()
    } catch (error) {
      if (isFinished((trials[number] as FrozenTrial).state)) this.#forget(number)
      throw error
    }
    this.#forget(number)
    if (failure !== undefined) throw failure.error
    const refusal = this.#link.refusal(record.id)
    if (refusal === undefined) return trials[number] as FrozenTrial
    if (refusal.code === "INCOMPATIBLE_DISTRIBUTION") await this.#failMisfit(record, refusal)
    throw refusal
  }

  async #startWithin(total: number): Promise<Trial | undefined> {
    const { view } = this.#link
    for (;;) {
      const limit = total + view.nRetries
      try {
        return await this.start(undefined, limit)
      } catch (error) {
        if (!isParzenError(error) || error.code !== "TRIAL_LIMIT_REACHED") throw error
        await this.#link.sync()
        if (total + view.nRetries === limit) return undefined
      }
    }
  }

  #adopt({ trial: started, lease, changes }: StartedTrial): Trial {
    const { sampler, pruner } = this.#algorithms
    this.#link.take(changes)
    const record = this.#link.record(started, lease)
    this.#link.view.adopt(record)
    const trial = new Trial(record, this.#link, sampler, pruner)
    this.#live.set(record.number, trial)
    this.#leases?.hold(trial)
    return trial
  }

  /** Lets the sampler take a number of a counter that all workers share. */
  async #reserve(sampler: Sampler, record: LiveRecord): Promise<void> {
    const { view, storage, studyId } = this.#link
    const space = sampler.inferRelativeSearchSpace?.(view, record) ?? EMPTY_SPACE
    await sampler.reserve?.(view, record, space, (key, atLeast) => storage.increment(studyId, key, atLeast))
  }

  /** Answers what the sampler has thrown. */
  #queueEnd(record: LiveRecord, { state, values }: Outcome, cause: unknown): { readonly error: unknown } | undefined {
    let failure: { readonly error: unknown } | undefined
    try {
      this.#algorithms.sampler.afterTrial?.(this.#link.view, record, state, values)
    } catch (error) {
      failure = { error }
    }
    if (cause !== undefined) record.setSystemAttr(FAIL_CAUSE, causeText(cause))
    record.finish({ state, values, completedAt: Date.now() })
    return failure
  }

  /** Ends a trial whose parameters the storage has refused, because another worker's came first. */
  async #failMisfit(record: LiveRecord, refusal: ParzenError): Promise<void> {
    record.setSystemAttr(FAIL_CAUSE, causeText(refusal))
    record.finish({ state: "fail", values: undefined, completedAt: Date.now() })
    await this.#link.sync()
  }

  #forget(number: number): void {
    const trial = this.#live.get(number)
    if (trial === undefined) return
    controls.close(trial)
    this.#live.delete(number)
    this.#leases?.release(trial)
  }
}
