import { Redis } from "ioredis"
import { createConnection } from "mysql2/promise"
import { Client } from "pg"
import type { ServerKind } from "./server-kind.ts"
import { missingVariable, urlVariable } from "./server-kind.ts"

/** A running server, as a test finds it. */
export interface TestServer {
  /** Why there is none: its cases are to be skipped. */
  readonly missing: string | undefined
  /** The URL of a new and empty database on it. */
  newDatabase(): Promise<string>
}

/** The server of this kind that vitest, or `with-servers.ts`, has started. */
export function testServer(kind: ServerKind): TestServer {
  const url = process.env[urlVariable(kind)]
  const missing = process.env[missingVariable(kind)] ?? "no servers were started: see CONTRIBUTING.md"
  return {
    missing: url === undefined ? missing : undefined,
    newDatabase: () => (url === undefined ? Promise.reject(new Error(missing)) : newDatabase(kind, url)),
  }
}

/** Makes a database on the server at `url` and answers its URL. */
export async function newDatabase(kind: ServerKind, url: string): Promise<string> {
  const made = new URL(url)
  made.pathname = `/${await CREATE[kind](url, `parzen_test_${crypto.randomUUID().replaceAll("-", "")}`)}`
  return made.href
}

const CREATE: Readonly<Record<ServerKind, (url: string, name: string) => Promise<string>>> = {
  async postgresql(url, name) {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      await client.query(`create database ${name}`)
    } finally {
      await client.end()
    }
    return name
  },
  async mariadb(url, name) {
    const connection = await createConnection(url)
    try {
      await connection.query(`create database ${name} character set utf8mb4`)
    } finally {
      await connection.end()
    }
    return name
  },
  // Redis has numbered databases: the first counts those that were given out.
  async redis(url) {
    const redis = new Redis(url)
    try {
      const number = await redis.incr("parzen_test:databases")
      await redis.select(number)
      await redis.flushdb()
      return String(number)
    } finally {
      redis.disconnect()
    }
  },
}
