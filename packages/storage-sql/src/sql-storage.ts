import { setImmediate } from "node:timers/promises"
import type {
  Changes,
  Direction,
  FrozenTrial,
  Leases,
  Revision,
  StartedTrial,
  Storage,
  StudyHeader,
  StudySummaryHeader,
  TrialRecord,
  Writes,
} from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { Changed, Engine, RowsRead } from "./engine.ts"
import type { FailureKind } from "./failure-kind.ts"
import { failureKind } from "./failure-kind.ts"
import { HeldLeases } from "./held-leases.ts"
import { addTemplates, checkTemplates } from "./queries/add-templates.ts"
import { checkWrites } from "./queries/check-writes.ts"
import { FirstDistributions } from "./queries/first-distributions.ts"
import { increment } from "./queries/increment.ts"
import { createStudy, deleteStudy, findStudy, listStudies } from "./queries/studies.ts"
import { refusal } from "./refusal.ts"
import { repeated } from "./repeated.ts"
import { encodeWrites } from "./rows/encoded-writes.ts"
import { readAttrs, TrialReader } from "./rows/trial-reader.ts"
import type { Secrets } from "./secrets.ts"

/** What {@link SqlStorage} is made of. */
export interface SqlStorageParts {
  readonly engine: Engine
  readonly secrets: Secrets
  /** How often leases are renewed and when they run out, in ms; `undefined` for trials that nobody gives up. */
  readonly lease: { readonly renewEveryMs: number; readonly ms: number } | undefined
  readonly flushAfterMs: number
  /** How long to wait for a server that cannot be reached, in ms. */
  readonly reconnectMs: number
}

/** Studies in a database, in Optuna's schema: Python workers and ours may share them. Made by `openSqlStorage`. */
export class SqlStorage implements Storage {
  readonly flushAfterMs: number
  readonly leases?: Leases
  readonly #engine: Engine
  readonly #secrets: Secrets
  readonly #reconnectMs: number
  readonly #held: HeldLeases
  readonly #firsts: FirstDistributions
  readonly #reader = new TrialReader()
  #closing: Promise<void> | undefined

  /** Made by `openSqlStorage`; not for direct use. */
  constructor({ engine, secrets, lease, flushAfterMs, reconnectMs }: SqlStorageParts) {
    this.#engine = engine
    this.#secrets = secrets
    this.#reconnectMs = reconnectMs
    this.flushAfterMs = flushAfterMs
    this.#held = new HeldLeases(engine, lease?.ms, this.#reader)
    this.#firsts = new FirstDistributions(engine)
    if (lease === undefined) return
    this.leases = {
      renewEveryMs: lease.renewEveryMs,
      // A closed storage has let go of all: there is nothing to renew, and nothing to lose.
      renew: async (held) => (this.#closing === undefined ? this.#repeatable(() => this.#held.renew(held)) : []),
      countHeld: (studyId) => this.#repeatable(() => this.#held.countHeld(studyId)),
      giveUpStale: (studyId, retry) => this.#repeatable(() => this.#held.giveUpStale(studyId, retry)),
    }
  }

  createStudy(studyName: string, directions: readonly Direction[]): Promise<number> {
    return this.#call(() => createStudy(this.#engine, studyName, directions))
  }

  deleteStudy(studyId: number): Promise<void> {
    return this.#call(async () => {
      await deleteStudy(this.#engine, studyId)
      this.#firsts.forget(studyId)
    })
  }

  findStudy(studyName: string): Promise<StudyHeader | undefined> {
    return this.#repeatable(() => findStudy(this.#engine.db, studyName))
  }

  listStudies(): Promise<readonly StudySummaryHeader[]> {
    return this.#repeatable(() => listStudies(this.#engine.db))
  }

  addTrials(studyId: number, templates: readonly FrozenTrial[]): Promise<void> {
    return this.#call(async () => {
      checkTemplates(templates, this.#engine.dialect)
      await this.#engine.transact((db) => addTemplates(this.#engine.dialect, db, studyId, templates), {
        quiet: studyId,
      })
    })
  }

  startTrial(studyId: number, since: Revision, limit: number = Infinity): Promise<StartedTrial> {
    return this.#repeatable(async () => {
      const lease = this.#held.grant()
      const started = await this.#engine.startTrial(studyId, { since, now: Date.now(), lease, limit })
      if (started === "no such study") throw this.#notFound(studyId)
      if (started === "limit reached") throw new ParzenError("TRIAL_LIMIT_REACHED", `the study has ${limit} trials`)
      const [trial] = this.#reader.read(started.trial)
      if (trial === undefined) throw new Error("the trial that was started is not found")
      if (lease !== undefined) this.#held.add(trial.id, lease.token)
      return { trial, lease: lease?.token, changes: await this.#changes(studyId, started) }
    })
  }

  sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
    return this.#repeatable(async () => {
      const refused = await this.#refused(studyId, writes)
      const isTaken = refused.size === 0
      const taken = isTaken
        ? writes
        : { ...writes, trials: writes.trials.filter(({ trialId }) => !refused.has(trialId)) }
      const synced = await this.#engine.sync(studyId, encodeWrites(taken), since)
      if (synced === undefined) throw this.#notFound(studyId)
      for (const { trialId, finish } of taken.trials) if (finish !== undefined) this.#held.remove(trialId)
      for (const denied of synced.denied) {
        const writes = taken.trials.find(({ trialId }) => trialId === denied.trialId)
        const error = writes && refusal(denied, writes)
        if (error !== undefined) refused.set(denied.trialId, error)
      }
      const changes = await this.#changes(studyId, synced)
      return refused.size === 0 ? changes : { ...changes, refused }
    })
  }

  increment(studyId: number, key: string, atLeast?: number): Promise<number> {
    return this.#call(() => increment(this.#engine, studyId, key, atLeast))
  }

  /** Gives back connections and timers. Trials that this storage still runs are left to whoever tells them, by number. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    try {
      await this.#held.release()
    } catch (error) {
      throw this.#secrets.failure(error)
    } finally {
      await this.#engine.close()
    }
  }

  /** What is known not to be taken, before anything is written. */
  async #refused(studyId: number, writes: Writes): Promise<Map<number, ParzenError>> {
    const refused = checkWrites(writes, this.#engine.dialect)
    const others = writes.trials.filter(({ trialId }) => !refused.has(trialId))
    for (const [trialId, misfit] of await this.#firsts.misfits(studyId, others)) refused.set(trialId, misfit)
    return refused
  }

  #notFound(studyId: number): ParzenError {
    this.#firsts.forget(studyId)
    return new ParzenError("STUDY_NOT_FOUND", `there is no study of id ${studyId}: was it deleted?`)
  }

  async #changes(studyId: number, { revision, rows, readTo, attrs }: Changed): Promise<Changes> {
    const trials: TrialRecord[] = []
    // What changes while this reads on has a later revision than the one answered, and so comes again.
    for (let read: RowsRead | undefined = { rows, readTo }; read !== undefined;) {
      const next: Promise<RowsRead> | undefined =
        read.readTo < revision ? this.#engine.changes(studyId, read.readTo) : undefined
      next?.catch(() => {})
      // The query leaves in a turn of the event loop: the database gathers the next rows while these are made trials of.
      if (next !== undefined) await setImmediate()
      for (const trial of this.#reader.read(read.rows)) trials.push(trial)
      read = await next
    }
    if (attrs === undefined) return { revision, trials }
    const study = { userAttrs: readAttrs(attrs.userAttrs), systemAttrs: readAttrs(attrs.systemAttrs) }
    return { revision, trials, study }
  }

  /** For what may be done twice: `startTrial` at worst leaves a running trial, which is given up when its lease runs out. */
  #repeatable<T>(work: () => Promise<T>): Promise<T> {
    return this.#call(work, ["unreached", "broken"])
  }

  /** Waits a while for a server that restarts, where it is certain that nothing is done twice. */
  async #call<T>(work: () => Promise<T>, passing: readonly FailureKind[] = ["unreached"]): Promise<T> {
    if (this.#closing !== undefined) throw new ParzenError("STORAGE_CLOSED", "the storage has been closed")
    try {
      return await repeated(work, (error) => passing.includes(failureKind(error)), this.#reconnectMs)
    } catch (error) {
      throw this.#secrets.failure(error)
    }
  }
}
