import { describe, ParzenError } from "@parzen/core"

/** Where a server is, and who we are there. */
export interface RedisAddress {
  /** For messages: nothing that is secret. */
  readonly shown: string
  /** What must never be shown. */
  readonly secrets: readonly string[]
  readonly host?: string
  readonly port?: number
  /** Of a Unix socket. */
  readonly path?: string
  readonly username?: string
  readonly password?: string
  readonly db: number
  readonly tls?: Record<string, never>
}

/** Reads a URL as redis-py does. The message of an error does not repeat it: it may hold a password. @throws INVALID_URL */
export function parseRedisUrl(url: unknown): RedisAddress {
  if (typeof url !== "string")
    throw new ParzenError("INVALID_URL", `url: takes a URL such as redis://localhost:6379, got ${describe(url)}`)
  const parsed = parse(url)
  const { protocol, pathname, searchParams } = parsed
  const isSocket = protocol === "unix:"
  const db = searchParams.get("db") ?? (isSocket ? "" : pathname.slice(1))
  if (!/^\d*$/.test(db)) throw wrong("the database must be a number")
  const [username, password] = [decodeURIComponent(parsed.username), decodeURIComponent(parsed.password)]
  const host = parsed.hostname.replace(/^\[|\]$/g, "") || "localhost"
  const port = Number(parsed.port || 6379)
  return {
    shown: isSocket ? `unix://${pathname}` : `${protocol}//${parsed.hostname || host}:${port}/${db}`,
    secrets: [parsed.password, password].filter((secret) => secret !== ""),
    db: Number(db),
    ...(isSocket ? { path: decodeURIComponent(pathname) } : { host, port }),
    ...(username !== "" && { username }),
    ...(password !== "" && { password }),
    ...(protocol === "rediss:" && { tls: {} }),
  }
}

function parse(url: string): URL {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw wrong("this is none")
  }
  if (["redis:", "rediss:", "unix:"].includes(parsed.protocol)) return parsed
  throw wrong(`got ${parsed.protocol}//...`)
}

function wrong(what: string): ParzenError {
  return new ParzenError("INVALID_URL", `url: takes redis://, rediss:// or unix://, ${what}`)
}
