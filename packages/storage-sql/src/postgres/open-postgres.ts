import { readFile } from "node:fs/promises"
import { ParzenError } from "@parzen/core"
import { loadDriver } from "../load-driver.ts"
import type { StorageUrl } from "../storage-url.ts"
import { checkQuery } from "../storage-url.ts"
import { PostgresEngine } from "./postgres-engine.ts"

/** Options of libpq, which Python's drivers pass on. */
const KNOWN = [
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "application_name",
  "connect_timeout",
  "options",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "client_encoding",
  "target_session_attrs",
]

/** Opens a pool of connections; what the URL leaves out comes from libpq's environment variables. @throws INVALID_URL, DRIVER_MISSING */
export async function openPostgres(
  url: StorageUrl,
  { poolSize }: { readonly poolSize: number },
): Promise<PostgresEngine> {
  checkQuery(url, KNOWN)
  const { default: pg } = await loadDriver("pg", "PostgreSQL", () => import("pg"))
  const { user, password, host, port, database, query } = url
  const timeout = query.get("connect_timeout")
  const pool = new pg.Pool({
    max: poolSize,
    allowExitOnIdle: true,
    ...defined({
      user,
      password,
      host,
      port,
      database: database || undefined,
      ssl: await sslOf(query),
      options: query.get("options"),
      application_name: query.get("application_name"),
      connectionTimeoutMillis: timeout === undefined ? undefined : Number(timeout) * 1000,
    }),
  })
  // A connection that breaks is replaced; the call that uses it, or the next one, says so if the server is gone.
  pool.on("error", () => {})
  pool.on("connect", (client) => client.on("error", () => {}))
  return new PostgresEngine(pool)
}

async function sslOf(query: ReadonlyMap<string, string>): Promise<object | false | undefined> {
  const mode = query.get("sslmode")
  const [ca, cert, key] = await Promise.all(["sslrootcert", "sslcert", "sslkey"].map((name) => fileOf(query, name)))
  const files = defined({ ca, cert, key })
  switch (mode) {
    case undefined:
      return Object.keys(files).length === 0 ? undefined : files
    case "disable":
    case "allow":
    case "prefer":
      return false
    case "require":
      return { rejectUnauthorized: ca !== undefined, ...files }
    case "verify-ca":
      return { ...files, checkServerIdentity: () => undefined }
    case "verify-full":
      return files
    default:
      throw new ParzenError("INVALID_URL", `the storage's URL: sslmode '${mode}' is none of libpq's`)
  }
}

async function fileOf(query: ReadonlyMap<string, string>, name: string): Promise<string | undefined> {
  const path = query.get(name)
  return path === undefined ? undefined : readFile(path, "utf8")
}

function defined<T extends object>(values: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
