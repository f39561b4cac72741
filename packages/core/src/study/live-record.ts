import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import type { Finish } from "../storage/storage.ts"
import type { Attrs, Json } from "../trial/attrs.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { TrialFacts, TrialRecord } from "../trial/frozen-trial.ts"
import type { GivenDistributions } from "../trial/given-distributions.ts"
import type { TrialView } from "../trial/study-view.ts"
import type { Outbox, TrialBatch } from "./outbox.ts"

/** The record of a trial that this process runs: whatever is written to it is seen at once, and queued for the storage. */
export class LiveRecord extends TrialFacts implements TrialView {
  declare readonly number: number
  declare readonly id: number
  declare readonly state: "running"
  declare readonly values: undefined
  declare readonly params: Params
  declare readonly intermediateValues: Record<number, number>
  declare userAttrs: Attrs
  declare systemAttrs: Attrs
  declare readonly startedAt: number | undefined
  declare readonly completedAt: undefined
  declare readonly lease: string | undefined
  readonly #outbox: Outbox
  #given: GivenDistributions
  /** What this trial has queued, while the outbox is still at `#nTaken`. */
  #queued: TrialBatch | undefined
  #nTaken = -1

  /** `given` has no distributions yet. */
  constructor(started: FrozenTrial, lease: string | undefined, outbox: Outbox, given: GivenDistributions) {
    super()
    this.number = started.number
    this.id = started.id
    this.state = "running"
    this.values = undefined
    this.params = {}
    this.intermediateValues = {}
    this.userAttrs = started.userAttrs
    this.systemAttrs = started.systemAttrs
    this.startedAt = started instanceof TrialRecord ? started.startedAt : started.datetimeStart?.getTime()
    this.completedAt = undefined
    this.lease = lease
    this.#outbox = outbox
    this.#given = given
    const { params, distributions, intermediateValues } = started
    for (const name in params) {
      this.params[name] = params[name] as ParamValue
      this.#given = this.#given.and(name, distributions[name] as Distribution)
    }
    for (const step in intermediateValues) this.intermediateValues[step] = intermediateValues[step] as number
  }

  get distributions(): Readonly<Record<string, Distribution>> {
    return this.#given.record
  }

  setParam(name: string, value: ParamValue, distribution: Distribution): void {
    this.params[name] = value
    this.#given = this.#given.and(name, distribution)
    const batch = this.#batch()
    if (batch.params === undefined) batch.params = [{ name, value, distribution }]
    else batch.params.push({ name, value, distribution })
  }

  report(value: number, step: number): void {
    this.intermediateValues[step] = value
    const batch = this.#batch()
    ;(batch.reports ??= []).push([step, value])
  }

  setUserAttr(key: string, value: Json): void {
    this.userAttrs = { ...this.userAttrs, [key]: value }
    const batch = this.#batch()
    ;(batch.userAttrs ??= {})[key] = value
  }

  setSystemAttr(key: string, value: Json): void {
    this.systemAttrs = { ...this.systemAttrs, [key]: value }
    const batch = this.#batch()
    ;(batch.systemAttrs ??= {})[key] = value
  }

  /** Queues the end. The record itself stays `running` until the storage has it. */
  finish(finish: Finish): void {
    this.#batch().finish = finish
  }

  #batch(): TrialBatch {
    const outbox = this.#outbox
    if (this.#queued === undefined || this.#nTaken !== outbox.nTaken) {
      this.#queued = outbox.trial(this.id, this.lease)
      this.#nTaken = outbox.nTaken
    }
    return this.#queued
  }
}
