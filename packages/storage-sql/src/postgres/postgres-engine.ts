import { Kysely, PostgresDialect, sql } from "kysely"
import type { Pool } from "pg"
import type { Changed, Denied, Engine, NotStarted, RowsRead, Start, Started, StudyAttrRows, Synced } from "../engine.ts"
import { CHUNK, readTo } from "../engine.ts"
import { CONFLICT_PATIENCE_MS, repeated } from "../repeated.ts"
import type { ChangeRows } from "../rows/change-rows.ts"
import { NO_ROWS } from "../rows/change-rows.ts"
import type { EncodedWrites } from "../rows/encoded-writes.ts"
import { toUtcText } from "../rows/utc-time.ts"
import { addExistingStudies } from "../schema/existing-studies.ts"
import type { Tables } from "../schema/tables.ts"
import { POSTGRES_TABLES } from "./postgres-tables.ts"

/** What a function of ours answers; what is empty is `null`. */
interface Answer {
  readonly none?: NotStarted
  readonly revision: number
  readonly trial?: Partial<ChangeRows>
  readonly rows: { readonly [Name in keyof ChangeRows]: ChangeRows[Name] | null } | null
  readonly attrs: StudyAttrRows | null
  readonly denied?: readonly Denied[] | null
}

/** The calls of a trial's life. */
const CALLS = {
  parzen_start_trial: "select parzen_start_trial($1, $2, $3, $4, $5, $6, $7) as answer",
  parzen_sync: "select parzen_sync($1, $2, $3, $4) as answer",
  parzen_read: "select parzen_read($1, $2, $3) as answer",
}

/** Serialises two programs of ours that make the tables: any number that no other program takes. */
const SCHEMA_LOCK = 7_279_317_620_511

/** A deadlock, or a transaction that could not be put in order with another: both are undone, and may be tried again. */
const REPEATABLE = new Set(["40P01", "40001"])

/** PostgreSQL, by a pool of connections: each call of a trial's life is one statement, a function of ours. */
export class PostgresEngine implements Engine {
  readonly dialect = "postgresql"
  readonly db: Kysely<Tables>
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
    this.db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  }

  transact<T>(work: (db: Kysely<Tables>) => Promise<T>, { quiet }: { readonly quiet?: number } = {}): Promise<T> {
    return this.#repeated(() =>
      this.db
        .transaction()
        .setIsolationLevel("read committed")
        .execute(async (db) => {
          if (quiet !== undefined) await sql`select set_config('parzen.quiet', 'on', true)`.execute(db)
          return work(db)
        }),
    )
  }

  async startTrial(studyId: number, { since, now, lease, limit }: Start): Promise<Started | NotStarted> {
    const most = limit === Infinity ? null : limit
    const leaseMs = lease === undefined ? null : Math.round(lease.ms)
    const answer = await this.#ask("parzen_start_trial", [
      studyId,
      since,
      toUtcText(now),
      lease?.token ?? null,
      leaseMs,
      most,
      CHUNK,
    ])
    if (answer === null) throw new Error("parzen_start_trial answered nothing")
    if (answer.none !== undefined) return answer.none
    return { ...changed(answer), trial: rowsOf(answer.trial) }
  }

  async sync(studyId: number, writes: EncodedWrites, since: number): Promise<Synced | undefined> {
    const writesNothing = writes.study === null && writes.trials.length === 0
    const answer = await (writesNothing
      ? this.#ask("parzen_read", [studyId, since, CHUNK])
      : this.#ask("parzen_sync", [studyId, toJson(writes), since, CHUNK]))
    return answer === null ? undefined : { ...changed(answer), denied: answer.denied ?? [] }
  }

  async changes(studyId: number, since: number): Promise<RowsRead> {
    const { rows } = await sql<{ answer: Partial<ChangeRows> | null }>`
      select parzen_changes(${studyId}, ${since}, ${Number.MAX_SAFE_INTEGER}, ${CHUNK}) as answer`.execute(this.db)
    const read = rowsOf(rows[0]?.answer ?? undefined)
    return { rows: read, readTo: readTo(read, Infinity) }
  }

  async addOurTables(db: Kysely<Tables>): Promise<void> {
    for (const statement of POSTGRES_TABLES) await sql.raw(statement).execute(db)
    await addExistingStudies(db)
  }

  async listTables(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = any (current_schemas(false))`.execute(db)
    return new Set(rows.map(({ name }) => name))
  }

  install(work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
    return this.transact(async (db) => {
      await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(db)
      await work(db)
    })
  }

  isDuplicate(error: unknown): boolean {
    return (error as { code?: unknown } | null)?.code === "23505"
  }

  async close(): Promise<void> {
    await this.db.destroy()
  }

  /** Not by way of `db`, which takes longer to put the statement together than the server to answer it. */
  async #ask(name: keyof typeof CALLS, parameters: (string | number | null)[]): Promise<Answer | null> {
    const { rows } = await this.#repeated(() => this.#pool.query<{ answer: Answer | null }>(CALLS[name], parameters))
    return rows[0]?.answer ?? null
  }

  #repeated<T>(attempt: () => Promise<T>): Promise<T> {
    return repeated(
      attempt,
      (error) => REPEATABLE.has((error as { code?: string } | null)?.code ?? ""),
      CONFLICT_PATIENCE_MS,
    )
  }
}

function changed({ revision, rows, attrs }: Answer): Changed {
  const read = rowsOf(rows ?? undefined)
  return { revision, rows: read, readTo: readTo(read, revision), attrs: attrs ?? undefined }
}

/** An aggregate of no rows is `null`. */
function rowsOf(rows: Partial<Answer["rows"]> | undefined): ChangeRows {
  if (rows === undefined || rows === null) return NO_ROWS
  return {
    trials: rows.trials ?? [],
    params: rows.params ?? [],
    values: rows.values ?? [],
    reports: rows.reports ?? [],
    userAttrs: rows.userAttrs ?? [],
    systemAttrs: rows.systemAttrs ?? [],
  }
}

/** What the function takes: times as text, and nothing that is empty. */
function toJson({ study, trials }: EncodedWrites): string {
  const some = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items)
  return JSON.stringify({
    study: study ?? undefined,
    trials: trials.map(({ id, lease, params, reports, userAttrs, systemAttrs, finish }) => ({
      id,
      lease,
      params: some(params),
      reports: some(reports),
      userAttrs: some(userAttrs),
      systemAttrs: some(systemAttrs),
      finish: finish === null ? undefined : { ...finish, completedAt: toUtcText(finish.completedAt) },
    })),
  })
}
