import type { Distribution, ParamValue } from "../distributions/distribution.ts"
import type { Finish } from "../storage/storage.ts"
import type { Json } from "../trial/attrs.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { TrialRecord } from "../trial/frozen-trial.ts"
import type { TrialView } from "../trial/study-view.ts"
import type { Outbox, TrialBatch } from "./outbox.ts"

/** The record of a trial that this process runs: whatever is written to it is seen at once, and queued for the storage. */
export class LiveRecord extends TrialRecord implements TrialView {
  readonly lease: string | undefined
  readonly #outbox: Outbox
  /** What this trial has queued, while the outbox is still at `#nTaken`. */
  #queued: TrialBatch | undefined
  #nTaken = -1

  constructor(started: FrozenTrial, lease: string | undefined, outbox: Outbox) {
    super({
      number: started.number,
      id: started.id,
      state: "running",
      params: { ...started.params },
      distributions: { ...started.distributions },
      intermediateValues: { ...started.intermediateValues },
      userAttrs: started.userAttrs,
      systemAttrs: started.systemAttrs,
      startedAt: started instanceof TrialRecord ? started.startedAt : started.datetimeStart?.getTime(),
    })
    this.lease = lease
    this.#outbox = outbox
  }

  setParam(name: string, value: ParamValue, distribution: Distribution): void {
    this.params[name] = value
    this.distributions[name] = distribution
    const batch = this.#batch()
    ;(batch.params ??= []).push({ name, value, distribution })
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
