import type { MysqlPool } from "kysely"
import { CompiledQuery, Kysely, MysqlDialect, sql } from "kysely"
import type { Changed, Denied, Engine, NotStarted, RowsRead, Start, Started, Synced } from "../engine.ts"
import { CHUNK } from "../engine.ts"
import { CONFLICT_PATIENCE_MS, repeated } from "../repeated.ts"
import type { ChangeRows } from "../rows/change-rows.ts"
import { NO_ROWS } from "../rows/change-rows.ts"
import type { EncodedAttr, EncodedWrites } from "../rows/encoded-writes.ts"
import type { NumberType, StoredState, Tables } from "../schema/tables.ts"
import { installInMysql } from "./mysql-install.ts"

/** One result set: its rows as arrays. */
type ResultSet = readonly unknown[][]

/** A deadlock, or a lock that was waited for too long: both are undone, and may be tried again. */
const REPEATABLE = new Set([1213, 1205])

const DUPLICATE = 1062

/** How long to wait for another program of ours that makes the tables, in s. */
const SCHEMA_PATIENCE = 60

/** MySQL and MariaDB, by a pool of connections: each call of a trial's life is one statement, a procedure of ours. */
export class MysqlEngine implements Engine {
  readonly dialect = "mysql"
  readonly db: Kysely<Tables>

  constructor(pool: MysqlPool) {
    this.db = new Kysely<Tables>({
      dialect: new MysqlDialect({
        pool,
        // A statement then sees what was committed before it, and locks rows without the gaps between them.
        onCreateConnection: async (connection) => {
          await connection.executeQuery(CompiledQuery.raw("set session transaction isolation level read committed"))
        },
      }),
    })
  }

  transact<T>(work: (db: Kysely<Tables>) => Promise<T>, { quiet }: { readonly quiet?: number } = {}): Promise<T> {
    return this.#repeated(() =>
      this.db.connection().execute(async (connection) => {
        try {
          if (quiet !== undefined) await sql`set @parzen_quiet = 1`.execute(connection)
          return await connection.transaction().execute(work)
        } finally {
          // Where this fails, the connection is gone, and what it remembered with it.
          if (quiet !== undefined) await sql`set @parzen_quiet = null`.execute(connection).catch(() => {})
        }
      }),
    )
  }

  async startTrial(studyId: number, { since, now, lease, limit }: Start): Promise<Started | NotStarted> {
    const most = limit === Infinity ? null : limit
    const sets = await this.#call(sql`call parzen_start_trial(${studyId}, ${since}, ${now}, ${lease?.token ?? null},
      ${lease?.ms ?? null}, ${most}, ${CHUNK})`)
    if (sets.length === 1) return sets[0]?.[0]?.[0] as NotStarted
    return { ...changedOf(sets.slice(6)), trial: rowsOf(sets) }
  }

  async sync(studyId: number, writes: EncodedWrites, since: number): Promise<Synced | undefined> {
    if (writes.study === null && writes.trials.length === 0) {
      const sets = await this.#call(sql`call parzen_read(${studyId}, ${since}, ${CHUNK})`)
      return sets.length === 0 ? undefined : { ...changedOf(sets), denied: [] }
    }
    // In the order of their ids, in which they are locked.
    const sorted = { ...writes, trials: writes.trials.toSorted((a, b) => a.id - b.id) }
    const sets = await this.#call(sql`call parzen_sync(${studyId}, ${JSON.stringify(sorted)}, ${since}, ${CHUNK})`)
    return sets.length === 0
      ? undefined
      : { ...changedOf(sets.slice(2)), denied: deniedOf(sets[0] ?? [], sets[1] ?? []) }
  }

  async changes(studyId: number, since: number): Promise<RowsRead> {
    return changedOf(await this.#call(sql`call parzen_read(${studyId}, ${since}, ${CHUNK})`))
  }

  async listTables(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = database()`.execute(db)
    return new Set(rows.map(({ name }) => name))
  }

  addOurTables(db: Kysely<Tables>): Promise<void> {
    return installInMysql(db)
  }

  install(work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
    return this.db.connection().execute(async (db) => {
      const lock = sql`concat('parzen:', database())`
      const { rows } = await sql<{ got: number | null }>`select get_lock(${lock}, ${SCHEMA_PATIENCE}) as got`.execute(
        db,
      )
      if (rows[0]?.got !== 1) throw new Error(`another program has been making the tables for ${SCHEMA_PATIENCE} s`)
      try {
        await work(db)
      } finally {
        await sql`do release_lock(${lock})`.execute(db)
      }
    })
  }

  isDuplicate(error: unknown): boolean {
    return (error as { errno?: unknown } | null)?.errno === DUPLICATE
  }

  async close(): Promise<void> {
    await this.db.destroy()
  }

  async #call(statement: ReturnType<typeof sql>): Promise<ResultSet[]> {
    const { rows } = await this.#repeated(() => statement.execute(this.db))
    // After the last set comes how the call itself ended.
    return (rows as (ResultSet | object)[]).filter((set): set is ResultSet => Array.isArray(set))
  }

  #repeated<T>(attempt: () => Promise<T>): Promise<T> {
    return repeated(
      attempt,
      (error) => REPEATABLE.has((error as { errno?: number } | null)?.errno ?? 0),
      CONFLICT_PATIENCE_MS,
    )
  }
}

/** The result sets of `parzen_answer`: its head, six sets of rows if trials changed, two of attributes if those did. */
function changedOf([head = [], ...sets]: readonly ResultSet[]): Changed {
  const [revision = 0, readTo = 0, hasAttrs = 0] = (head[0] ?? []) as number[]
  const hasRows = sets.length >= 6
  const [userAttrs = [], systemAttrs = []] = sets.slice(hasRows ? 6 : 0) as unknown as EncodedAttr[][]
  return {
    revision,
    readTo,
    rows: hasRows ? rowsOf(sets) : NO_ROWS,
    attrs: hasAttrs === 1 ? { userAttrs, systemAttrs } : undefined,
  }
}

function rowsOf(sets: readonly ResultSet[]): ChangeRows {
  const [trials = [], params = [], values = [], reports = [], userAttrs = [], systemAttrs = []] = sets
  return { trials, params, values, reports, userAttrs, systemAttrs } as unknown as ChangeRows
}

function deniedOf(rows: ResultSet, values: ResultSet): Denied[] {
  return (rows as [number, StoredState | null, number | null, string | null][]).map(
    ([trialId, state, number, lease]) => ({
      trialId,
      state,
      number: number ?? -1,
      lease,
      values: (values as [number, number | null, NumberType][])
        .filter(([id]) => id === trialId)
        .map(([, value, type]) => [value, type]),
    }),
  )
}
