import type {
  Attrs,
  Changes,
  Direction,
  Distribution,
  FrozenTrial,
  ParzenError,
  Revision,
  StudyHeader,
  StudySummaryHeader,
  TrialRecord,
} from "@parzen/core"
import { copyRecord } from "./copy-record.ts"
import { isFinished } from "./is-finished.ts"
import type { Lease } from "./lease.ts"

/** A trial as the journal has it so far, and what its study must know of it besides. */
export interface Slot {
  readonly study: StudyReplica
  readonly record: TrialRecord
  /** The worker whose entry made the trial run, or ended it. */
  owner: string | undefined
  /** Of a trial that runs and whose worker has promised to renew it. */
  lease: Lease | undefined
  /** The revision at which the trial was last noted as changed. */
  notedAt: Revision
}

const STUDY_ATTRS = -1

/** A study as the journal has it so far, and the order in which it came about. */
export class StudyReplica {
  readonly id: number
  readonly studyName: string
  readonly directions: readonly Direction[]
  /** Which worker's entry created it. */
  readonly creator: string
  userAttrs: Attrs = {}
  systemAttrs: Attrs = {}
  readonly slots: Slot[] = []
  readonly leased: Set<Slot> = new Set()
  /** Of each parameter the distribution in the trial of the lowest number that has it: others must go with it. */
  readonly distributions: Map<string, { readonly number: number; readonly distribution: Distribution }> = new Map()
  /** What of this study cannot be read. */
  unreadable: ParzenError | undefined
  /** The revision before the first entry of the log: above 0 if the journal was read anew. */
  readonly #base: Revision
  /** What changed: a trial's number, or {@link STUDY_ATTRS}. */
  readonly #log: number[] = []
  /** The last revision that anybody was told of. */
  #told: Revision = 0
  #attrsNotedAt: Revision = 0
  /** The numbers of trials that wait or have waited, ascending from `#firstWaiting` on. */
  readonly #waiting: number[] = []
  #firstWaiting = 0

  constructor(id: number, studyName: string, directions: readonly Direction[], creator: string, base: Revision) {
    this.id = id
    this.studyName = studyName
    this.directions = directions
    this.creator = creator
    this.#base = base
  }

  get revision(): Revision {
    return this.#base + this.#log.length
  }

  get header(): StudyHeader {
    const { id, studyName, directions, userAttrs, systemAttrs } = this
    return { id, studyName, directions, userAttrs, systemAttrs }
  }

  get summary(): StudySummaryHeader {
    let start = Infinity
    for (const { record } of this.slots) start = Math.min(start, record.startedAt ?? Infinity)
    return {
      ...this.header,
      nTrials: this.slots.length,
      datetimeStart: start === Infinity ? undefined : new Date(start),
    }
  }

  add(record: TrialRecord, owner: string | undefined): Slot {
    const slot: Slot = { study: this, record, owner, lease: undefined, notedAt: 0 }
    this.slots.push(slot)
    if (record.state === "waiting") this.#waiting.push(record.number)
    this.note(slot)
    return slot
  }

  /** Puts a trial back in the queue. */
  wait({ record }: Slot): void {
    this.#waiting.splice(0, this.#firstWaiting)
    this.#firstWaiting = 0
    this.#waiting.push(record.number)
    this.#waiting.sort((a, b) => a - b)
  }

  /** The waiting trial of the lowest number that is not in `except`. */
  nextWaiting(except: ReadonlySet<Slot>): Slot | undefined {
    for (let i = this.#firstWaiting; i < this.#waiting.length; i++) {
      const slot = this.slots[this.#waiting[i] as number] as Slot
      if (slot.record.state !== "waiting") {
        if (i === this.#firstWaiting) this.#firstWaiting++
      } else if (!except.has(slot)) return slot
    }
    return undefined
  }

  /** Notes a change. One that nobody was told of yet is not noted twice. */
  note(slot: Slot): void {
    if (slot.notedAt > this.#told) return
    this.#log.push(slot.record.number)
    slot.notedAt = this.revision
  }

  noteAttrs(): void {
    if (this.#attrsNotedAt > this.#told) return
    this.#log.push(STUDY_ATTRS)
    this.#attrsNotedAt = this.revision
  }

  /** What changed after `since`, but for the running trials in `except`. */
  changesSince(since: Revision, except?: ReadonlySet<number>): Changes {
    const { revision } = this
    this.#told = revision
    const trials: FrozenTrial[] = []
    if (since === revision) return { revision, trials }
    let attrsChanged = false
    for (const number of new Set(this.#log.slice(Math.max(0, since - this.#base)))) {
      const record = this.slots[number]?.record
      if (record === undefined) attrsChanged = true
      else if (isFinished(record.state)) trials.push(record)
      else if (!except?.has(record.id)) trials.push(copyRecord(record))
    }
    const { userAttrs, systemAttrs } = this
    return { revision, trials, ...(attrsChanged && { study: { userAttrs, systemAttrs } }) }
  }
}
