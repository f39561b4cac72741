import { ParzenError } from "@parzen/core"
import type { Kysely } from "kysely"
import { sql } from "kysely"
import type { Engine } from "../engine.ts"
import { optunaTables } from "./optuna-tables.ts"
import type { Tables } from "./tables.ts"

/** Optuna's schema that we read and write, by Alembic's name, and the release whose models it is of. */
const REVISION = "v3.2.0.a"
const SCHEMA_VERSION = 12
const LIBRARY_VERSION = "5.0.0"

/** Alembic's names of what came before. */
const OLDER = [
  "v0.9.0.a",
  "v1.2.0.a",
  "v1.3.0.a",
  "v2.4.0.a",
  "v2.6.0.a",
  "v3.0.0.a",
  "v3.0.0.b",
  "v3.0.0.c",
  "v3.0.0.d",
]

/** The version of our own tables. */
const OUR_VERSION = 1

/**
 * Sees to it that all tables are there: Optuna's where the database has none, ours where it has only Optuna's.
 * @throws SCHEMA_MISMATCH for a schema of another version
 */
export async function prepareSchema(engine: Engine): Promise<void> {
  // What is wrong here may be half made by another program: only under the lock is it certain.
  if (await isReady(engine.db, await engine.listTables(engine.db)).catch(() => false)) return
  await engine.install(async (db) => {
    const tables = await engine.listTables(db)
    if (await isReady(db, tables)) return
    if (!tables.has("studies"))
      for (const statement of optunaTables(engine.dialect)) await sql.raw(statement).execute(db)
    await nameVersion(db)
    await engine.addOurTables(db)
    await db.insertInto("parzen_version").values({ version: OUR_VERSION }).execute()
  })
}

/** @throws SCHEMA_MISMATCH */
async function isReady(db: Kysely<Tables>, tables: ReadonlySet<string>): Promise<boolean> {
  if (!tables.has("studies")) return false
  if (!tables.has("version_info")) throw mismatch("has a table 'studies' that is not of Optuna, or of one before 0.9")
  const info = await db.selectFrom("version_info").selectAll().executeTakeFirst()
  if (tables.has("alembic_version")) {
    const stamp = await db.selectFrom("alembic_version").selectAll().executeTakeFirst()
    if (stamp !== undefined && stamp.version_num !== REVISION)
      throw otherRevision(stamp.version_num, info?.library_version)
  } else if (info !== undefined && info.schema_version !== SCHEMA_VERSION) {
    throw otherRevision(`schema ${info.schema_version}`, info.library_version)
  }
  if (!tables.has("parzen_version")) return false
  const ours = await db.selectFrom("parzen_version").select("version").executeTakeFirst()
  if (ours !== undefined && ours.version !== OUR_VERSION) {
    const advice =
      ours.version > OUR_VERSION ? "update @parzen/storage-sql" : "it was made by an older @parzen/storage-sql"
    throw mismatch(`has Parzen's own tables in version ${ours.version}, this release knows ${OUR_VERSION}: ${advice}`)
  }
  return ours !== undefined
}

/** Says which schema this is, as Optuna does for a database that it has just made. */
async function nameVersion(db: Kysely<Tables>): Promise<void> {
  if ((await db.selectFrom("version_info").selectAll().executeTakeFirst()) === undefined) {
    const info = { version_info_id: 1, schema_version: SCHEMA_VERSION, library_version: LIBRARY_VERSION }
    await db.insertInto("version_info").values(info).execute()
  }
  if ((await db.selectFrom("alembic_version").selectAll().executeTakeFirst()) === undefined) {
    await db.insertInto("alembic_version").values({ version_num: REVISION }).execute()
  }
}

function otherRevision(revision: string, library: string | undefined): ParzenError {
  const isOlder = OLDER.includes(revision) || revision.startsWith("schema ")
  const advice = isOlder
    ? "upgrade it by `optuna storage upgrade --storage <URL>` with Optuna 3.2 or newer"
    : "it was made by a newer Optuna; update @parzen/storage-sql"
  const maker = library === undefined ? "" : `, set up by Optuna ${library}`
  return mismatch(`is of Optuna's schema '${revision}'${maker}, not of '${REVISION}': ${advice}`)
}

function mismatch(what: string): ParzenError {
  return new ParzenError("SCHEMA_MISMATCH", `the database ${what}`)
}
