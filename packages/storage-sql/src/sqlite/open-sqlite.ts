import type { StorageUrl } from "../storage-url.ts"
import { checkQuery } from "../storage-url.ts"
import { SqliteEngine } from "./sqlite-engine.ts"

/** Options of Python's driver; all but `timeout` (in seconds) say nothing here. */
const KNOWN = ["timeout", "check_same_thread", "cached_statements", "detect_types", "isolation_level"]

/** Opens the file of a URL; its `timeout` goes before `busyTimeoutMs`. @throws INVALID_URL */
export async function openSqlite(url: StorageUrl, options: { readonly busyTimeoutMs: number }): Promise<SqliteEngine> {
  checkQuery(url, KNOWN)
  const timeout = url.query.get("timeout")
  const busyTimeoutMs = timeout === undefined ? options.busyTimeoutMs : Number(timeout) * 1000
  return SqliteEngine.open(url.database, { busyTimeoutMs })
}
