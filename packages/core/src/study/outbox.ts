import type { Json } from "../trial/attrs.ts"
import type { Finish, ParamWrite, TrialWrites, Writes } from "../storage/storage.ts"

/** What one trial has to write, as it grows. */
export interface TrialBatch extends TrialWrites {
  params?: ParamWrite[]
  reports?: (readonly [step: number, value: number])[]
  userAttrs?: Record<string, Json>
  systemAttrs?: Record<string, Json>
  finish?: Finish
}

/** What the study itself has to write, as it grows. */
export interface StudyBatch {
  userAttrs?: Record<string, Json>
  systemAttrs?: Record<string, Json>
}

/** The writes of a study that have not left yet, in order. */
export class Outbox {
  /** How often the outbox was emptied, or refilled: a batch from before is no longer in it. */
  nTaken = 0
  #trials = new Map<number, TrialBatch>()
  #study: StudyBatch | undefined
  readonly #onFirst: (() => void) | undefined

  /** Calls `onFirst` when something is written into the empty outbox. */
  constructor(onFirst: (() => void) | undefined) {
    this.#onFirst = onFirst
  }

  /** Whether nothing waits. */
  get isEmpty(): boolean {
    return this.#trials.size === 0 && this.#study === undefined
  }

  /** The study's own attributes that wait. */
  get pendingStudy(): StudyBatch | undefined {
    return this.#study
  }

  /** The batch of one trial, to add to. */
  trial(trialId: number, lease: string | undefined): TrialBatch {
    let batch = this.#trials.get(trialId)
    if (batch === undefined) {
      if (this.isEmpty) this.#onFirst?.()
      batch = { trialId, lease }
      this.#trials.set(trialId, batch)
    }
    return batch
  }

  /** The batch of the study's own attributes, to add to. */
  study(): StudyBatch {
    if (this.isEmpty) this.#onFirst?.()
    return (this.#study ??= {})
  }

  /** Empties the outbox. */
  take(): Writes {
    const trials = [...this.#trials.values()]
    const study = this.#study
    this.#trials.clear()
    this.nTaken++
    this.#study = undefined
    return study === undefined ? { trials } : { study, trials }
  }

  /** Puts writes that could not leave before those that came since. */
  putBack(writes: Writes): void {
    const later = this.#trials
    this.nTaken++
    this.#trials = new Map(writes.trials.map((batch) => [batch.trialId, batch as TrialBatch]))
    for (const [id, batch] of later) this.#trials.set(id, joined(this.#trials.get(id), batch))
    if (writes.study !== undefined) {
      this.#study = {
        userAttrs: { ...writes.study.userAttrs, ...this.#study?.userAttrs },
        systemAttrs: { ...writes.study.systemAttrs, ...this.#study?.systemAttrs },
      }
    }
  }
}

function joined(first: TrialBatch | undefined, then: TrialBatch): TrialBatch {
  if (first === undefined) return then
  return {
    ...first,
    ...then,
    params: [...(first.params ?? []), ...(then.params ?? [])],
    reports: [...(first.reports ?? []), ...(then.reports ?? [])],
    userAttrs: { ...first.userAttrs, ...then.userAttrs },
    systemAttrs: { ...first.systemAttrs, ...then.systemAttrs },
  }
}
