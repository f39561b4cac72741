import { Kysely, sql, SqliteDialect } from "kysely"
import type { Changed, Engine, NotStarted, RowsRead, Start, Started, Synced } from "../engine.ts"
import { CHUNK, readTo } from "../engine.ts"
import type { EncodedWrites } from "../rows/encoded-writes.ts"
import { addExistingStudies } from "../schema/existing-studies.ts"
import type { Tables } from "../schema/tables.ts"
import { GroupCommit } from "./group-commit.ts"
import type { LibsqlDatabase } from "./libsql-database.ts"
import { isBusy, openLibsql } from "./libsql-database.ts"
import { SqliteQueries } from "./sqlite-queries.ts"
import { SQLITE_TABLES } from "./sqlite-tables.ts"
import { untilFree } from "./until-free.ts"

/** Options of {@link SqliteEngine.open}. */
export interface SqliteOptions {
  /** How long to wait for another program that holds the file, in ms. */
  readonly busyTimeoutMs: number
}

/** SQLite in this process, by one connection: calls run one after the other, those of one moment in one transaction. */
export class SqliteEngine implements Engine {
  readonly dialect = "sqlite"
  readonly db: Kysely<Tables>
  readonly #database: LibsqlDatabase
  readonly #options: SqliteOptions
  readonly #group: GroupCommit
  #queries: SqliteQueries | undefined

  private constructor(database: LibsqlDatabase, options: SqliteOptions) {
    this.#database = database
    this.#options = options
    this.db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: database as never }) })
    this.#group = new GroupCommit(database, {
      // Kysely's queries and ours share the connection: whoever runs a transaction holds it.
      exclusively: (work) => this.db.connection().execute(work),
      busyTimeoutMs: options.busyTimeoutMs,
    })
  }

  /** Opens the file, which is made if it is not there, in WAL mode: readers and the writer do not wait for each other. */
  static async open(path: string, options: SqliteOptions): Promise<SqliteEngine> {
    const database = openLibsql(path)
    try {
      await untilFree(() => database.exec("PRAGMA journal_mode = WAL"), options.busyTimeoutMs)
      database.exec("PRAGMA synchronous = FULL")
      return new SqliteEngine(database, options)
    } catch (error) {
      database.close()
      throw error
    }
  }

  transact<T>(work: (db: Kysely<Tables>) => Promise<T>, { quiet }: { readonly quiet?: number } = {}): Promise<T> {
    const setQuiet = async (db: Kysely<Tables>, isQuiet: 0 | 1): Promise<void> => {
      if (quiet === undefined) return
      await sql`update parzen_studies set quiet = ${isQuiet} where study_id = ${quiet}`.execute(db)
    }
    return this.db.connection().execute((db) =>
      untilFree(async () => {
        this.#database.exec("BEGIN IMMEDIATE")
        try {
          await setQuiet(db, 1)
          const result = await work(db)
          await setQuiet(db, 0)
          this.#database.exec("COMMIT")
          return result
        } catch (error) {
          this.#rollBack()
          throw error
        }
      }, this.#options.busyTimeoutMs),
    )
  }

  startTrial(studyId: number, start: Start): Promise<Started | NotStarted> {
    // Whoever loses the machine loses its workers too: a start need not be on the disk, only in the file.
    return this.#group.run("write", () => this.#prepared().startTrial(studyId, start))
  }

  sync(studyId: number, writes: EncodedWrites, since: number): Promise<Synced | undefined> {
    const writesNothing = writes.study === null && writes.trials.length === 0
    return writesNothing
      ? this.#group.run("read", () => this.#read(studyId, since))
      : this.#group.run("durable", () => this.#prepared().sync(studyId, writes, since))
  }

  changes(studyId: number, since: number): Promise<RowsRead> {
    return this.#group.run("read", () => {
      const rows = this.#prepared().changes(studyId, since, Infinity)
      return { rows, readTo: readTo(rows, Infinity) }
    })
  }

  async addOurTables(db: Kysely<Tables>): Promise<void> {
    for (const statement of SQLITE_TABLES) await sql.raw(statement).execute(db)
    await addExistingStudies(db)
  }

  async listTables(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
    return new Set(rows.map(({ name }) => name))
  }

  install(work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
    return this.transact(work)
  }

  isDuplicate(error: unknown): boolean {
    return (error as { code?: unknown } | null)?.code === "SQLITE_CONSTRAINT_UNIQUE"
  }

  async close(): Promise<void> {
    await this.db.destroy()
  }

  #read(studyId: number, since: number): Synced | undefined {
    const changed: Changed | undefined = this.#prepared().read(studyId, since)
    return changed && { ...changed, denied: [] }
  }

  /** Statements are prepared once; not before there are tables. */
  #prepared(): SqliteQueries {
    return (this.#queries ??= new SqliteQueries(this.#database, CHUNK))
  }

  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK")
    } catch (error) {
      // SQLite has rolled back by itself where there is no transaction any more: after a full disk, for example.
      if (isBusy(error)) throw error
    }
  }
}
