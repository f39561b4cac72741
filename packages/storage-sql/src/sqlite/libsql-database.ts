import Libsql from "libsql"

/** One prepared statement; rows come as arrays. */
export interface SqliteStatement {
  all(parameters: readonly SqliteValue[]): readonly unknown[][]
  get(parameters: readonly SqliteValue[]): unknown[] | undefined
  run(parameters: readonly SqliteValue[]): { readonly changes: number; readonly lastInsertRowid: number }
}

/** What may be bound: a boolean or a Date would end the process inside the driver. */
export type SqliteValue = number | string | null

/** What we use of the driver. */
export interface LibsqlDatabase {
  prepare(sql: string): LibsqlStatement
  exec(sql: string): void
  close(): void
}

interface LibsqlStatement {
  readonly reader: boolean
  raw(): LibsqlStatement
  all(parameters: readonly unknown[]): unknown[]
  get(parameters: readonly unknown[]): unknown
  run(parameters: readonly unknown[]): { changes: number; lastInsertRowid: number }
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>
}

/** Opens the file, or a database in memory for `:memory:`. */
export function openLibsql(path: string): LibsqlDatabase {
  return new (Libsql as unknown as new (path: string) => LibsqlDatabase)(path)
}

/** Whether another connection was in the way: the same may be tried again. */
export function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === "string" && (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
}
