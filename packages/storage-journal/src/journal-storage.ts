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
  Writes,
} from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { JournalBackend } from "./backend.ts"
import { copyRecord } from "./copy-record.ts"
import type { Draft } from "./draft.ts"
import {
  addTrialEntry,
  createStudyEntry,
  deleteStudyEntry,
  runTrialEntry,
  startTrialEntry,
  studyAttrEntries,
} from "./entries.ts"
import { AGAIN, GroupCommit } from "./group-commit.ts"
import { JournalLeases } from "./journal-leases.ts"
import { Replica } from "./replica.ts"
import { TrialWriter } from "./trial-writer.ts"

/** Options of {@link JournalStorage}. */
export interface JournalStorageOptions {
  /**
   * How often a worker says that it still runs its trials, in ms. By default, and with `false`, never, as in Optuna: a trial whose
   * worker has died then runs for ever.
   */
  readonly heartbeatIntervalMs?: number | false | undefined
  /** A trial is given up after so many ms without a heartbeat; by default twice the interval. */
  readonly gracePeriodMs?: number | undefined
  /** How long queued writes may wait before they leave by themselves, in ms: other workers then see what runs. By default 100. */
  readonly flushAfterMs?: number | undefined
}

/**
 * Keeps studies as a journal: whatever happens is appended, and each process replays it into what there is. Python workers with
 * Optuna 5 can use the same journal at the same time.
 */
export class JournalStorage implements Storage {
  readonly flushAfterMs: number
  readonly #workerPrefix = `${crypto.randomUUID()}-`
  readonly #replica = new Replica({ ownPrefix: this.#workerPrefix })
  /** Writes what belongs to no trial that was started here. */
  readonly #worker = `${this.#workerPrefix}0`
  readonly #writer = new TrialWriter(this.#replica, this.#worker)
  readonly leases?: Leases
  readonly #commits: GroupCommit
  readonly #leaseMs: number | undefined
  #nWorkers = 0

  /** @throws INVALID_ARGUMENT for what is no backend, and times that are not above 0 */
  constructor(backend: JournalBackend, options: JournalStorageOptions = {}) {
    if (typeof backend?.connect !== "function") {
      const wanted = `a backend such as new JournalFileBackend("study.log")`
      throw new ParzenError("INVALID_ARGUMENT", `JournalStorage takes ${wanted}, got ${describe(backend)}`)
    }
    const times = checkTimes(options)
    this.flushAfterMs = options.flushAfterMs ?? 100
    this.#commits = new GroupCommit(backend.connect(this.#replica))
    if (times === undefined) return
    this.#leaseMs = times.gracePeriodMs
    this.leases = new JournalLeases(times, this.#replica, this.#commits, this.#newWorker())
  }

  createStudy(studyName: string, directions: readonly Direction[]): Promise<number> {
    const worker = this.#newWorker()
    return this.#commits.run({
      isDurable: true,
      entries: (draft) => {
        if (this.#replica.findStudy(studyName) !== undefined || draft.studyNames.has(studyName)) throw exists(studyName)
        draft.studyNames.add(studyName)
        return [createStudyEntry(worker, studyName, directions)]
      },
      answer: () => {
        const study = this.#replica.findStudy(studyName)
        if (study?.creator !== worker) throw exists(studyName)
        return study.id
      },
    })
  }

  deleteStudy(studyId: number): Promise<void> {
    return this.#commits.run({
      isDurable: true,
      entries: () => [deleteStudyEntry(this.#worker, this.#replica.study(studyId).id)],
      answer: () => undefined,
    })
  }

  findStudy(studyName: string): Promise<StudyHeader | undefined> {
    return this.#commits.run({ answer: () => this.#replica.findStudy(studyName)?.header })
  }

  listStudies(): Promise<readonly StudySummaryHeader[]> {
    return this.#commits.run({ answer: () => [...this.#replica.studies.values()].map(({ summary }) => summary) })
  }

  addTrials(studyId: number, templates: readonly FrozenTrial[]): Promise<void> {
    return this.#commits.run({
      isDurable: true,
      entries: (draft) => {
        draft.add(this.#replica.study(studyId).id, templates.length)
        return templates.map((template) => addTrialEntry(this.#worker, studyId, template))
      },
      answer: () => undefined,
    })
  }

  startTrial(studyId: number, since: Revision, limit: number = Infinity): Promise<StartedTrial> {
    const worker = this.#newWorker()
    return this.#commits.run({
      // Not durable: a trial that was never told may be lost with the machine.
      entries: (draft) => {
        const study = this.#replica.study(studyId)
        const waiting = study.nextWaiting(draft.claimed)
        if (waiting !== undefined) {
          draft.claimed.add(waiting)
          return [runTrialEntry(worker, waiting.record.id, Date.now(), this.#leaseMs)]
        }
        if (study.slots.length + draft.add(studyId, 0) >= limit)
          throw new ParzenError("TRIAL_LIMIT_REACHED", `study '${study.studyName}' has ${limit} trials`)
        draft.add(studyId, 1)
        return [startTrialEntry(worker, studyId, Date.now(), this.#leaseMs)]
      },
      answer: () => {
        const study = this.#replica.study(studyId)
        const slot = this.#replica.owned.get(worker)
        if (slot === undefined) return AGAIN
        const lease = this.leases && worker
        return { trial: copyRecord(slot.record), lease, changes: study.changesSince(since) }
      },
    })
  }

  sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
    const refused = new Map<number, ParzenError>()
    const isEmpty = writes.study === undefined && writes.trials.length === 0
    return this.#commits.run({
      isDurable: writes.study !== undefined || writes.trials.some(({ finish }) => finish !== undefined),
      ...(!isEmpty && { entries: (draft) => this.#entries(studyId, writes, refused, draft) }),
      answer: () => {
        const study = this.#replica.study(studyId)
        for (const trialWrites of writes.trials) {
          const error = this.#writer.afterwards(trialWrites)
          if (error !== undefined && !refused.has(trialWrites.trialId)) refused.set(trialWrites.trialId, error)
        }
        // The writer knows what it writes: a copy of each running trial at each report would be quadratic in the reports.
        const written = new Set(writes.trials.map(({ trialId }) => trialId).filter((id) => !refused.has(id)))
        const changes = study.changesSince(since, written)
        return refused.size === 0 ? changes : { ...changes, refused }
      },
    })
  }

  /** Kept as a system attribute of the study, which Optuna's samplers count in too. */
  increment(studyId: number, key: string, atLeast = 0): Promise<number> {
    let before = 0
    return this.#commits.run({
      isDurable: true,
      entries: (draft) => {
        const stored = this.#replica.study(studyId).systemAttrs[key]
        before = draft.count(studyId, key, typeof stored === "number" ? stored : 0, atLeast)
        return studyAttrEntries(this.#worker, studyId, "system", { [key]: before + 1 })
      },
      answer: () => before,
    })
  }

  async close(): Promise<void> {
    await this.#commits.close()
  }

  #entries(studyId: number, writes: Writes, refused: Map<number, ParzenError>, draft: Draft): readonly string[] {
    const study = this.#replica.study(studyId)
    refused.clear()
    const entries = [
      ...studyAttrEntries(this.#worker, studyId, "user", writes.study?.userAttrs),
      ...studyAttrEntries(this.#worker, studyId, "system", writes.study?.systemAttrs),
    ]
    for (const trialWrites of writes.trials) {
      const written = this.#writer.entries(study, trialWrites, draft)
      if (written instanceof ParzenError) refused.set(trialWrites.trialId, written)
      else entries.push(...written)
    }
    return entries
  }

  /** Each trial is started by a worker of its own, so that the journal itself says whose it is. */
  #newWorker(): string {
    return `${this.#workerPrefix}${++this.#nWorkers}`
  }
}

function exists(studyName: string): ParzenError {
  return new ParzenError("STUDY_EXISTS", `there is a study named '${studyName}' already`)
}

function checkTimes({
  heartbeatIntervalMs: interval,
  gracePeriodMs,
  flushAfterMs,
}: JournalStorageOptions): { readonly renewEveryMs: number; readonly gracePeriodMs: number } | undefined {
  const heartbeatIntervalMs = interval === false ? undefined : interval
  for (const [name, value] of Object.entries({ heartbeatIntervalMs, gracePeriodMs, flushAfterMs })) {
    if (value !== undefined && !(value > 0 && value < Infinity))
      throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a number above 0, got ${describe(value)}`)
  }
  if (heartbeatIntervalMs === undefined) {
    if (gracePeriodMs === undefined) return undefined
    throw new ParzenError("INVALID_ARGUMENT", "gracePeriodMs needs heartbeatIntervalMs")
  }
  const grace = gracePeriodMs ?? heartbeatIntervalMs * 2
  if (grace > heartbeatIntervalMs) return { renewEveryMs: heartbeatIntervalMs, gracePeriodMs: grace }
  const message = `gracePeriodMs: must be above heartbeatIntervalMs ${heartbeatIntervalMs}, got ${grace}`
  throw new ParzenError("INVALID_ARGUMENT", message)
}
