import type { ParzenError } from "../errors.ts"
import { isParzenError } from "../errors.ts"
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
  /** Why attributes of the study were refused while nobody waited. */
  #unheard: ParzenError | undefined
  /** The study's attributes as the storage has them. */
  #stored: StudyAttrs
  #revision: Revision = 0
  #isSyncing = false
  #syncing: Promise<void> = Promise.resolve()
  #following: Promise<void> | undefined

  constructor(storage: Storage, header: StudyHeader) {
    this.storage = storage
    this.studyId = header.id
    const { flushAfterMs } = storage
    this.outbox = new Outbox(flushAfterMs === undefined ? undefined : () => this.#flushIn(flushAfterMs))
    this.view = new LocalView(header, this.outbox)
    this.#stored = header
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
    const writes = this.outbox.take()
    try {
      this.take(await this.storage.sync(this.studyId, writes, this.#revision))
    } catch (error) {
      if (writes.study === undefined || !isRefusal(error)) this.outbox.putBack(writes)
      else await this.#sendApart(writes)
      throw error
    } finally {
      this.#isSyncing = false
    }
    if (this.#unheard !== undefined) throw this.#hear()
  }

  /** Sends each attribute of the study by itself, and apart from what trials write: what is refused does no harm to the others. */
  async #sendApart({ study, trials }: Writes): Promise<void> {
    const attrs = [...partsOf(study, "userAttrs"), ...partsOf(study, "systemAttrs")]
    for (const part of attrs.length > 1 ? [...attrs, { trials }] : [{ trials }]) {
      try {
        this.take(await this.storage.sync(this.studyId, part, this.#revision))
      } catch (error) {
        if (part.study === undefined || !isRefusal(error)) this.outbox.putBack(part)
      }
    }
    this.#showAttrs()
  }

  #hear(): ParzenError | undefined {
    const error = this.#unheard
    this.#unheard = undefined
    return error
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
      this.#stored = study
      this.#showAttrs()
    }
    this.view.merge(trials)
  }

  /** Shows the study's attributes as they are stored and queued. */
  #showAttrs(): void {
    const { userAttrs, systemAttrs } = this.outbox.pendingStudy ?? {}
    this.view.userAttrs = { ...this.#stored.userAttrs, ...userAttrs }
    this.view.systemAttrs = { ...this.#stored.systemAttrs, ...systemAttrs }
  }

  #flushIn(ms: number): void {
    setTimeout(() => {
      if (this.outbox.isEmpty) return
      // What could not leave stays queued: the next awaited call tries again, and says so if it fails.
      this.sync().catch((error: unknown) => {
        log("debug", `Queued writes could not leave: ${String(error)}`)
        if (isRefusal(error)) this.#unheard = error
      })
    }, ms)
  }
}

type StudyAttrs = Pick<StudyHeader, "userAttrs" | "systemAttrs">

function partsOf(study: Writes["study"], kind: "userAttrs" | "systemAttrs"): Writes[] {
  return Object.entries(study?.[kind] ?? {}).map(([key, value]) => ({
    study: { [kind]: { [key]: value } },
    trials: [],
  }))
}

/** Whether the storage finds fault with what is written: to write it again would be in vain. */
function isRefusal(error: unknown): error is ParzenError {
  return isParzenError(error) && error.code.startsWith("INVALID_")
}
