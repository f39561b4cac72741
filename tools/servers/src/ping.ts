import { Redis } from "ioredis"
import { createConnection } from "mysql2/promise"
import { Client } from "pg"
import type { ServerKind } from "./server-kind.ts"

/** Rejects unless the server at `url` answers. */
export async function ping(kind: ServerKind, url: string): Promise<void> {
  await PINGS[kind](url)
}

const PINGS: Readonly<Record<ServerKind, (url: string) => Promise<void>>> = {
  async postgresql(url) {
    const client = new Client({ connectionString: url })
    // What happens to the connection after its end is nobody's concern.
    client.on("error", () => {})
    await client.connect()
    await client.end()
  },
  async mariadb(url) {
    const connection = await createConnection(url)
    await connection.end()
  },
  async redis(url) {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
    redis.on("error", () => {})
    try {
      await redis.connect()
      await redis.ping()
    } finally {
      redis.disconnect()
    }
  },
}
