/** What a driver's error means to a caller. */
export type FailureKind =
  /** There is no room left on the disk. */
  | "full"
  /** The database was not reached: nothing was done. */
  | "unreached"
  /** The connection broke: whether it was done is not known. */
  | "broken"
  | "other"

/** By the codes of SQLite, PostgreSQL (SQLSTATE), MySQL and Node's sockets. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  SQLITE_FULL: "full",
  "53100": "full",
  ER_DISK_FULL: "full",
  ER_RECORD_FILE_FULL: "full",
  ENOSPC: "full",
  ECONNREFUSED: "unreached",
  ENOENT: "unreached",
  EHOSTUNREACH: "unreached",
  EAI_AGAIN: "unreached",
  // Too many connections; starting up or shutting down.
  "53300": "unreached",
  "57P03": "unreached",
  ER_CON_COUNT_ERROR: "unreached",
  ECONNRESET: "broken",
  ECONNABORTED: "broken",
  EPIPE: "broken",
  ETIMEDOUT: "broken",
  // Ended by the administrator, or by the crash of another session.
  "57P01": "broken",
  "57P02": "broken",
  "08000": "broken",
  "08003": "broken",
  "08006": "broken",
  PROTOCOL_CONNECTION_LOST: "broken",
  ER_SERVER_SHUTDOWN: "broken",
  ER_CONNECTION_KILLED: "broken",
  ER_NORMAL_SHUTDOWN: "broken",
}

/** What the driver of pg says without a code. */
const BROKEN = /^Connection terminated|^Client has encountered a connection error|connection is in closed state/

/** What kind of failure `error` tells of. */
export function failureKind(error: unknown): FailureKind {
  if (error instanceof AggregateError) return failureKind(error.errors[0])
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code === "string" && code in KINDS) return KINDS[code] ?? "other"
  return typeof message === "string" && BROKEN.test(message) ? "broken" : "other"
}
