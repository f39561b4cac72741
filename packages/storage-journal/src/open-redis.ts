import { log, ParzenError } from "@parzen/core"
import type * as Ioredis from "ioredis"
import type { RedisAddress } from "./redis-url.ts"
import { EXCHANGE_SCRIPT, REPLACE_SCRIPT } from "./redis-script.ts"

/** A connection to Redis. Its errors tell no secrets. */
export interface RedisClient {
  /** Runs {@link EXCHANGE_SCRIPT}. @throws STORAGE_FULL, STORAGE_UNAVAILABLE */
  exchange(key: string, args: Arguments): Promise<unknown>
  /** Runs {@link REPLACE_SCRIPT}. @throws STORAGE_FULL, STORAGE_UNAVAILABLE */
  replace(key: string, args: Arguments): Promise<unknown>
  /** Sets keys that live for so many seconds. @throws STORAGE_FULL, STORAGE_UNAVAILABLE */
  setFor(seconds: number, values: readonly (readonly [key: string, value: string])[]): Promise<void>
  close(): Promise<void>
}

type Arguments = readonly (string | number)[]

type WithScripts = (Ioredis.Redis | Ioredis.Cluster) & {
  parzenExchange(key: string, ...args: Arguments): Promise<unknown>
  parzenReplace(key: string, ...args: Arguments): Promise<unknown>
}

/** Connects when it is first used. @throws DRIVER_MISSING without ioredis */
export async function openRedis(address: RedisAddress, useCluster: boolean): Promise<RedisClient> {
  const ioredis = await load()
  const { shown, secrets, host = "localhost", port = 6379, path, db, ...account } = address
  const client = (
    useCluster
      ? new ioredis.Cluster([{ host, port }], { redisOptions: account })
      : new ioredis.Redis({ ...(path === undefined ? { host, port } : { path }), ...account, db })
  ) as WithScripts
  client.defineCommand("parzenExchange", { numberOfKeys: 1, lua: EXCHANGE_SCRIPT })
  client.defineCommand("parzenReplace", { numberOfKeys: 1, lua: REPLACE_SCRIPT })
  let lastFailure = ""
  // Without a listener ioredis writes to the console.
  client.on("error", (error: Error) => {
    lastFailure = hidden(error.message || String((error as NodeJS.ErrnoException).code), secrets)
    log("debug", `${shown}: ${lastFailure}`)
  })
  const run = async <T>(command: () => Promise<T>): Promise<T> => {
    // A call that is under way keeps the process alive; a connection that is open does not.
    const alive = setInterval(() => {}, 2 ** 30)
    try {
      return await command()
    } catch (error) {
      throw explained(error as Error, lastFailure, address)
    } finally {
      clearInterval(alive)
      letGo(client)
    }
  }
  return {
    exchange: (key, args) => run(() => client.parzenExchange(key, ...args)),
    replace: (key, args) => run(() => client.parzenReplace(key, ...args)),
    async setFor(seconds, values) {
      await run(() => Promise.all(values.map(([key, value]) => client.set(key, value, "EX", seconds))))
    },
    async close() {
      await run(() => client.quit()).catch(() => client.disconnect())
    },
  }
}

async function load(): Promise<typeof Ioredis> {
  try {
    return await import("ioredis")
  } catch (error) {
    throw new ParzenError("DRIVER_MISSING", "a journal in Redis needs ioredis: npm install ioredis", { cause: error })
  }
}

function letGo(client: Ioredis.Redis | Ioredis.Cluster): void {
  if ("stream" in client) client.stream?.unref?.()
}

/** Errors of ioredis carry the command with its arguments, a password among them: only their text goes on. */
function explained(error: Error, lastFailure: string, { shown, secrets }: RedisAddress): ParzenError {
  const text = hidden(error.message, secrets)
  if (text.startsWith("OOM")) return new ParzenError("STORAGE_FULL", `${shown} has no memory left: ${text}`)
  const why = lastFailure === "" || text.includes(lastFailure) ? text : `${text} (${lastFailure})`
  return new ParzenError("STORAGE_UNAVAILABLE", `the journal in ${shown} cannot be used: ${why}`)
}

function hidden(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shownText, secret) => shownText.replaceAll(secret, "***"), text)
}
