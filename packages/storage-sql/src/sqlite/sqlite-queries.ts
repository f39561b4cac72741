import type { Changed, Denied, NotStarted, Start, Started, StudyAttrRows, Synced } from "../engine.ts"
import { readTo } from "../engine.ts"
import type { ChangeRows, TrialRow } from "../rows/change-rows.ts"
import { NO_ROWS } from "../rows/change-rows.ts"
import type { EncodedAttr, EncodedTrial, EncodedWrites } from "../rows/encoded-writes.ts"
import type { StoredNumber } from "../rows/stored-number.ts"
import { toUtcText } from "../rows/utc-time.ts"
import type { StoredState } from "../schema/tables.ts"
import type { LibsqlDatabase, SqliteStatement, SqliteValue } from "./libsql-database.ts"
import { SQLITE_STATEMENTS } from "./sqlite-statements.ts"

type Statements = { readonly [Name in keyof typeof SQLITE_STATEMENTS]: SqliteStatement }

/** The calls of a trial's life, each inside a transaction of the caller. */
export class SqliteQueries {
  readonly #do: Statements
  readonly #chunk: number

  constructor(database: LibsqlDatabase, chunk: number) {
    this.#chunk = chunk
    const prepared = Object.entries(SQLITE_STATEMENTS).map(([name, sql]) => {
      const statement = database.prepare(sql)
      return [name, statement.reader ? statement.raw() : statement]
    })
    this.#do = Object.fromEntries(prepared) as Statements
  }

  startTrial(studyId: number, { since, now, lease, limit }: Start): Started | NotStarted {
    const study = this.#study(studyId)
    if (study === undefined) return "no such study"
    const claimed = this.#do.findWaiting.get([studyId])?.[0] as number | undefined
    if (claimed === undefined && study.nextNumber >= limit) return "limit reached"
    const before = study.revision
    this.#do.lockStudy.run([1, claimed === undefined ? 1 : 0, studyId])
    let trial: ChangeRows
    if (claimed === undefined) {
      const id = this.#do.addTrial.run([study.nextNumber, studyId, toUtcText(now)]).lastInsertRowid
      trial = { ...NO_ROWS, trials: [[id, study.nextNumber, "RUNNING", now, null, before + 1]] }
    } else {
      this.#do.claim.run([toUtcText(now), claimed])
      trial = this.#rows([this.#do.trial.get([claimed]) as unknown as TrialRow])
    }
    const id = (trial.trials[0] as TrialRow)[0]
    this.#do.grant.run([id, studyId, before + 1, lease?.token ?? null, lease === undefined ? null : now + lease.ms])
    if (lease !== undefined) this.#do.beat.run([id])
    const changed = this.#changed(studyId, since, before + 1, study.attrsRevision, before)
    this.#do.unlockStudy.run([studyId])
    return { ...changed, trial }
  }

  sync(studyId: number, { study: attrs, trials }: EncodedWrites, since: number): Synced | undefined {
    const study = this.#study(studyId)
    if (study === undefined) return undefined
    const denied: Denied[] = []
    const taken = trials.filter((writes) => {
      const denial = this.#denial(studyId, writes)
      if (denial !== undefined) denied.push(denial)
      return denial === undefined
    })
    const before = study.revision
    const revision = before + taken.length + (attrs === null ? 0 : 1)
    let { attrsRevision } = study
    if (revision > before) {
      this.#do.lockStudy.run([revision - before, 0, studyId])
      for (const [i, writes] of taken.entries()) this.#write(writes, before + 1 + i)
      if (attrs !== null) {
        attrsRevision = revision
        this.#do.attrsChanged.run([studyId])
        this.#writeAttrs("Study", studyId, attrs)
      }
      this.#do.unlockStudy.run([studyId])
    }
    return { ...this.#changed(studyId, since, revision, attrsRevision, before), denied }
  }

  read(studyId: number, since: number): Changed | undefined {
    const study = this.#study(studyId)
    return study && this.#changed(studyId, since, study.revision, study.attrsRevision, Infinity)
  }

  /** Trials that changed after `since`; those that run and changed after `own` only are the caller's own. */
  changes(studyId: number, since: number, own: number): ChangeRows {
    const limits: SqliteValue[] = [studyId, since, own === Infinity ? Number.MAX_SAFE_INTEGER : own]
    const trials = this.#do.changedTrials.all([...limits, this.#chunk]) as unknown as TrialRow[]
    return trials.length === 0 ? NO_ROWS : this.#rows(trials)
  }

  #changed(studyId: number, since: number, revision: number, attrsRevision: number, own: number): Changed {
    const rows = revision === since ? NO_ROWS : this.changes(studyId, since, own)
    return {
      revision,
      rows,
      readTo: readTo(rows, revision),
      attrs: attrsRevision > since ? this.#studyAttrs(studyId) : undefined,
    }
  }

  #study(studyId: number): { revision: number; attrsRevision: number; nextNumber: number } | undefined {
    const row = this.#do.study.get([studyId]) as [number, number, number] | undefined
    return row && { revision: row[0], attrsRevision: row[1], nextNumber: row[2] }
  }

  #studyAttrs(studyId: number): StudyAttrRows {
    return {
      userAttrs: this.#do.studyUserAttrs.all([studyId]) as unknown as EncodedAttr[],
      systemAttrs: this.#do.studySystemAttrs.all([studyId]) as unknown as EncodedAttr[],
    }
  }

  /** By the range of their ids, and the reader passes over what is between them; one by one where the range is wide. */
  #rows(trials: readonly TrialRow[]): ChangeRows {
    const ids = trials.map(([id]) => id)
    const [least, most] = [Math.min(...ids), Math.max(...ids)]
    const isDense = most - least < 4 * ids.length + 8
    const read = (name: "params" | "values" | "reports" | "userAttrs" | "systemAttrs"): never[] => {
      const statement = this.#do[name]
      return (isDense ? statement.all([least, most]) : ids.flatMap((id) => statement.all([id, id]))) as never[]
    }
    return {
      trials,
      params: read("params"),
      values: read("values"),
      reports: read("reports"),
      userAttrs: read("userAttrs"),
      systemAttrs: read("systemAttrs"),
    }
  }

  #denial(studyId: number, { id, lease }: EncodedTrial): Denied | undefined {
    const row = this.#do.standing.get([id, studyId]) as [StoredState, number, string | null] | undefined
    if (row === undefined) return { trialId: id, state: null, number: -1, lease: null, values: [] }
    const [state, number, held] = row
    if ((state === "RUNNING" || state === "WAITING") && (lease === null || lease === held)) return undefined
    const values = this.#do.values.all([id, id]).map((value) => value.slice(2) as unknown as StoredNumber)
    return { trialId: id, state, number, lease: held, values }
  }

  #write({ id, params, reports, userAttrs, systemAttrs, finish }: EncodedTrial, revision: number): void {
    this.#do[finish === null ? "touch" : "release"].run([revision, id])
    for (const [name, value, json] of params) this.#do.addParam.run([id, name, value, json])
    for (const [step, value, type] of reports) this.#do.addReport.run([id, step, value, type])
    this.#writeAttrs("Trial", id, { userAttrs, systemAttrs })
    if (finish === null) return
    for (const [i, [value, type]] of finish.values.entries()) this.#do.setValue.run([id, i, value, type])
    this.#do.finish.run([finish.state, toUtcText(finish.completedAt), id])
  }

  #writeAttrs(owner: "Study" | "Trial", id: number, { userAttrs, systemAttrs }: StudyAttrRows): void {
    for (const [key, json] of userAttrs) this.#do[`set${owner}UserAttr`].run([id, key, json])
    for (const [key, json] of systemAttrs) this.#do[`set${owner}SystemAttr`].run([id, key, json])
  }
}
