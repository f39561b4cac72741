import type { ParzenError } from "../errors.ts"
import { log } from "../logging.ts"
import type { Changes, Revision, StartedTrial, Storage, StudyHeader, Writes } from "../storage/storage.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { GivenDistributions } from "../trial/given-distributions.ts"
import { isFinished } from "../trial/state.ts"
import { LiveRecord } from "./live-record.ts"
import { LocalView } from "./local-view.ts"
import { Outbox } from "./outbox.ts"

/** Joins a study's local view with its storage: one call at a time, each with all that has gathered meanwhile. */
export class Link {
  readonly storage: Storage
  readonly studyId: number
  readonly outbox: Outbox
  readonly view: LocalView
  readonly #given = new GivenDistributions()
  /** Why a trial's writes were refused, by trial id, until somebody asks. */
  readonly #refusals = new Map<number, ParzenError>()
  #revision: Revision = 0
  #isSyncing = false
  #syncing: Promise<void> = Promise.resolve()
  #following: Promise<void> | undefined

  constructor(storage: Storage, header: StudyHeader) {
    this.storage = storage
    this.studyId = header.id
    this.outbox = new Outbox(() => this.#flushLater())
    this.view = new LocalView(header, this.outbox)
  }

  /** Sends what is queued and brings in what has changed. Calls during a call share the next one. */
  sync(): Promise<void> {
    if (this.#isSyncing) {
      const again = (): Promise<void> => {
        this.#following = undefined
        return this.sync()
      }
      return (this.#following ??= this.#syncing.then(again, again))
    }
    this.#isSyncing = true
    return (this.#syncing = this.#exchange())
  }

  /** Starts a trial, a new one only if there are fewer than `limit`. What has changed comes along, for {@link take}. */
  start(limit?: number): Promise<StartedTrial> {
    return this.storage.startTrial(this.studyId, this.#revision, limit)
  }

  /** The record of a trial that this process writes to. */
  record(trial: FrozenTrial, lease: string | undefined): LiveRecord {
    return new LiveRecord(trial, lease, this.outbox, this.#given)
  }

  /** Why the writes of this trial were refused, if they were; asked once. */
  refusal(trialId: number): ParzenError | undefined {
    const error = this.#refusals.get(trialId)
    if (error !== undefined) this.#refusals.delete(trialId)
    return error
  }

  async #exchange(): Promise<void> {
    const writes: Writes = this.outbox.take()
    try {
      this.take(await this.storage.sync(this.studyId, writes, this.#revision))
    } catch (error) {
      this.outbox.putBack(writes)
      throw error
    } finally {
      this.#isSyncing = false
    }
  }

  /** Brings in what the storage says has changed, and what it refused. */
  take({ revision, trials, study, refused }: Changes): void {
    if (refused !== undefined) for (const [trialId, error] of refused) this.#refusals.set(trialId, error)
    if (revision < this.#revision) {
      // Overtaken by a later answer: of this one only the ends are still true.
      this.view.merge(trials.filter(({ state }) => isFinished(state)))
      return
    }
    this.#revision = revision
    if (study !== undefined) {
      const { userAttrs, systemAttrs } = this.outbox.pendingStudy ?? {}
      this.view.userAttrs = { ...study.userAttrs, ...userAttrs }
      this.view.systemAttrs = { ...study.systemAttrs, ...systemAttrs }
    }
    this.view.merge(trials)
  }

  #flushLater(): void {
    const { flushAfterMs } = this.storage
    if (flushAfterMs === undefined) return
    setTimeout(() => {
      if (this.outbox.isEmpty) return
      // What could not leave stays queued: the next awaited call tries again, and says so if it fails.
      this.sync().catch((error: unknown) => log("debug", `Queued writes could not leave: ${String(error)}`))
    }, flushAfterMs)
  }
}
