import { ParzenError } from "@parzen/core"
import type { Dialect } from "./schema/tables.ts"

/** A database's URL in SQLAlchemy's form, taken apart. */
export interface StorageUrl {
  readonly dialect: Dialect
  readonly user: string | undefined
  readonly password: string | undefined
  readonly host: string | undefined
  readonly port: number | undefined
  /** The database's name; for SQLite the file's path, `:memory:` for none. */
  readonly database: string
  /** The options after the question mark. */
  readonly query: ReadonlyMap<string, string>
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  sqlite: "sqlite",
  postgresql: "postgresql",
  postgres: "postgresql",
  mysql: "mysql",
  mariadb: "mysql",
}

// dialect[+driver]://[user[:password]@][host][:port][/database][?options], as SQLAlchemy takes it apart.
const URL_FORM =
  /^(?<name>[a-z0-9]+)(?:\+[a-z0-9_]+)?:\/\/(?:(?<user>[^:/]*)(?::(?<password>[^@]*))?@)?(?:\[(?<ipv6>[^/?]+)\]|(?<host>[^/:?]+))?(?::(?<port>\d*))?(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/

/**
 * Takes apart `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` (in memory), `postgresql+psycopg2://user:p%40ss@host:5432/name?sslmode=require`
 * and the like; a driver's name after `+` says nothing here. Nothing of the URL but its beginning is in the error.
 * @throws INVALID_URL
 */
export function parseStorageUrl(url: unknown): StorageUrl {
  if (typeof url !== "string") throw invalid(`takes a string, got ${typeof url}`)
  // Optuna fills in its schema's version.
  const groups = URL_FORM.exec(url.replaceAll("{SCHEMA_VERSION}", "12"))?.groups
  if (groups === undefined) throw invalid("is not of the form dialect://user:password@host:port/database?options")
  const dialect = DIALECTS[groups["name"] as string]
  if (dialect === undefined) throw invalid(`'${groups["name"]}' is none of ${Object.keys(DIALECTS).join(", ")}`)
  // Else what comes after the first would be taken for the host, and named in errors.
  if (dialect !== "sqlite" && url.split("@").length > 2)
    throw invalid("has more than one '@': in the user's name or the password write %40")
  const query = new Map(new URLSearchParams(groups["query"] ?? ""))
  const database = groups["database"] ?? ""
  const { port } = groups
  if (dialect === "sqlite") {
    if (groups["host"] !== undefined) throw invalid("a file is sqlite:///relative.db or sqlite:////absolute.db")
    return {
      dialect,
      user: undefined,
      password: undefined,
      host: undefined,
      port: undefined,
      database: database || ":memory:",
      query,
    }
  }
  return {
    dialect,
    user: decoded(groups["user"]) ?? query.get("user"),
    password: decoded(groups["password"]) ?? query.get("password"),
    host: groups["ipv6"] ?? decoded(groups["host"]) ?? query.get("host"),
    port: port ? Number(port) : query.has("port") ? Number(query.get("port")) : undefined,
    database: database || query.get("dbname") || "",
    query,
  }
}

/** Refuses options that nobody would act on. @throws INVALID_URL */
export function checkQuery({ dialect, query }: StorageUrl, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw invalid(`a ${dialect} URL has no option '${name}', only: ${known.join(", ")}`)
  }
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid("the user's name or the password has a '%' that begins no character: write %25")
  }
}

function invalid(what: string): ParzenError {
  return new ParzenError("INVALID_URL", `the storage's URL: ${what}`)
}
