import { readFile } from "node:fs/promises"
import { loadDriver } from "../load-driver.ts"
import type { StorageUrl } from "../storage-url.ts"
import { checkQuery } from "../storage-url.ts"
import { MysqlEngine } from "./mysql-engine.ts"
import type { Mysql2Pool } from "./mysql-pool.ts"
import { withParameters } from "./mysql-pool.ts"

/** Options of Python's drivers. `charset` says nothing here: it is utf8mb4. */
const KNOWN = [
  "charset",
  "unix_socket",
  "connect_timeout",
  "ssl_ca",
  "ssl_cert",
  "ssl_key",
  "ssl_disabled",
  "ssl_verify_cert",
]

const DEFAULT_PORT = 3306

/** Opens a pool of connections. @throws INVALID_URL, DRIVER_MISSING */
export async function openMysql(url: StorageUrl, { poolSize }: { readonly poolSize: number }): Promise<MysqlEngine> {
  checkQuery(url, KNOWN)
  const mysql = await loadDriver("mysql2", "MySQL and MariaDB", () => import("mysql2"))
  const { user, password, host = "localhost", port = DEFAULT_PORT, database, query } = url
  const timeout = query.get("connect_timeout")
  const socketPath = query.get("unix_socket")
  const ssl = await sslOf(query)
  const pool = mysql.createPool({
    connectionLimit: poolSize,
    charset: "utf8mb4",
    dateStrings: true,
    maxPreparedStatements: 256,
    host,
    port,
    database,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(socketPath !== undefined && { socketPath }),
    ...(timeout !== undefined && { connectTimeout: Number(timeout) * 1000 }),
    ...(ssl !== undefined && { ssl }),
  })
  // A connection that breaks is replaced; the call that uses it, or the next one, says so if the server is gone.
  pool.on("connection", (connection) => connection.on("error", () => {}))
  return new MysqlEngine(withParameters(pool as unknown as Mysql2Pool))
}

async function sslOf(query: ReadonlyMap<string, string>): Promise<object | undefined> {
  if (query.get("ssl_disabled")?.toLowerCase() === "true") return undefined
  const names = { ca: "ssl_ca", cert: "ssl_cert", key: "ssl_key" }
  const ssl: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(names)) {
    const path = query.get(option)
    if (path !== undefined) ssl[name] = await readFile(path, "utf8")
  }
  if (query.has("ssl_verify_cert")) ssl["rejectUnauthorized"] = query.get("ssl_verify_cert")?.toLowerCase() === "true"
  return Object.keys(ssl).length === 0 ? undefined : ssl
}
