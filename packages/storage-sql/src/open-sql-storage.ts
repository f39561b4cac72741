import { describe, ParzenError } from "@parzen/core"
import type { Engine } from "./engine.ts"
import { openMysql } from "./mysql/open-mysql.ts"
import { openPostgres } from "./postgres/open-postgres.ts"
import { prepareSchema } from "./schema/prepare-schema.ts"
import { Secrets } from "./secrets.ts"
import { SqlStorage } from "./sql-storage.ts"
import { openSqlite } from "./sqlite/open-sqlite.ts"
import type { StorageUrl } from "./storage-url.ts"
import { parseStorageUrl } from "./storage-url.ts"

/** Options of {@link openSqlStorage}. */
export interface SqlStorageOptions {
  /**
   * How often a running trial shows that its worker lives, in ms; by default 30,000. `false` for trials that nobody gives up.
   */
  readonly heartbeatIntervalMs?: number | false | undefined
  /** After which silence a trial is given up, in ms by the database's clock; by default twice the interval. */
  readonly gracePeriodMs?: number | undefined
  /** How long a write may wait for company before it leaves by itself, in ms; by default 1,000. */
  readonly flushAfterMs?: number | undefined
  /** How long to wait for another program that holds an SQLite file, in ms; by default 60,000. */
  readonly busyTimeoutMs?: number | undefined
  /** How long to wait for a server that restarts before a call fails, in ms; by default 10,000. */
  readonly reconnectMs?: number | undefined
  /** The most connections to a server; by default 4. */
  readonly poolSize?: number | undefined
}

/** The options, each with its value. */
export interface FullOptions {
  readonly flushAfterMs: number
  readonly busyTimeoutMs: number
  readonly reconnectMs: number
  readonly poolSize: number
}

/**
 * Opens a database for studies, and makes what tables it lacks: `sqlite:///study.db`, `postgresql://user:password@host/name`,
 * `mysql://...`, in SQLAlchemy's forms.
 * @throws INVALID_URL, INVALID_ARGUMENT, DRIVER_MISSING, SCHEMA_MISMATCH, STORAGE_FAILED
 */
export async function openSqlStorage(url: string, options: SqlStorageOptions = {}): Promise<SqlStorage> {
  const parsed = parseStorageUrl(url)
  const full = checkOptions(options)
  const lease = checkLease(options)
  const secrets = new Secrets(parsed)
  let engine: Engine | undefined
  try {
    engine = await openEngine(parsed, full)
    await prepareSchema(engine)
  } catch (error) {
    await engine?.close()
    throw secrets.failure(error)
  }
  const { flushAfterMs, reconnectMs } = full
  return new SqlStorage({ engine, secrets, lease, flushAfterMs, reconnectMs })
}

/** Drivers are loaded when they are needed: a program that has no PostgreSQL does not install it. */
async function openEngine(url: StorageUrl, options: FullOptions): Promise<Engine> {
  switch (url.dialect) {
    case "sqlite":
      return openSqlite(url, options)
    case "postgresql":
      return openPostgres(url, options)
    case "mysql":
      return openMysql(url, options)
  }
}

function checkOptions(options: SqlStorageOptions): FullOptions {
  if (typeof options !== "object" || options === null)
    throw new ParzenError("INVALID_ARGUMENT", `openSqlStorage takes options as an object, got ${describe(options)}`)
  const { flushAfterMs = 1_000, busyTimeoutMs = 60_000, reconnectMs = 10_000, poolSize = 4 } = options
  const full = { flushAfterMs, busyTimeoutMs, reconnectMs, poolSize }
  for (const [name, value] of Object.entries(full)) checkPositive(name, value)
  if (!Number.isInteger(poolSize))
    throw new ParzenError("INVALID_ARGUMENT", `poolSize: takes a whole number, got ${poolSize}`)
  return full
}

function checkLease(options: SqlStorageOptions): { readonly renewEveryMs: number; readonly ms: number } | undefined {
  const { heartbeatIntervalMs = 30_000, gracePeriodMs } = options
  if (heartbeatIntervalMs === false) {
    if (gracePeriodMs === undefined) return undefined
    throw new ParzenError("INVALID_ARGUMENT", "gracePeriodMs: takes no number where heartbeatIntervalMs is false")
  }
  checkPositive("heartbeatIntervalMs", heartbeatIntervalMs)
  const ms = gracePeriodMs ?? 2 * heartbeatIntervalMs
  checkPositive("gracePeriodMs", ms)
  if (ms > heartbeatIntervalMs) return { renewEveryMs: heartbeatIntervalMs, ms }
  const message = `gracePeriodMs: takes a number above heartbeatIntervalMs, ${heartbeatIntervalMs}, got ${ms}`
  throw new ParzenError("INVALID_ARGUMENT", message)
}

function checkPositive(name: string, value: unknown): void {
  if (typeof value === "number" && value > 0 && value <= MAX_MS) return
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a number above 0, got ${describe(value)}`)
}

/** The longest time that a timer takes, in ms. */
const MAX_MS = 2 ** 31 - 1
