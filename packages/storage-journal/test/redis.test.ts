import { inspect } from "node:util"
import type { LogRecord } from "@parzen/core"
import { createStudy, isParzenError, setLogSink, setVerbosity } from "@parzen/core"
import { testServer } from "@parzen/test-servers"
import { Redis } from "ioredis"
import { describe, expect, onTestFinished, test } from "vitest"
import { JournalRedisBackend, JournalStorage } from "@parzen/storage-journal"
import { parseRedisUrl } from "../src/redis-url.ts"

const redis = testServer("redis")

describe("a URL", () => {
  test.each([
    ["redis://localhost", { host: "localhost", port: 6379, db: 0 }],
    ["redis://h:7000/3", { host: "h", port: 7000, db: 3 }],
    ["redis://:p%40ss@h", { host: "h", port: 6379, db: 0, password: "p@ss" }],
    ["rediss://user:pw@[::1]:1?db=2", { host: "::1", port: 1, db: 2, username: "user", password: "pw", tls: {} }],
    ["unix:///run/redis.sock?db=1", { path: "/run/redis.sock", db: 1 }],
  ])("is understood as redis-py does: %s", (url, wanted) => {
    const { shown, secrets, ...address } = parseRedisUrl(url)
    expect(address).toEqual(wanted)
    for (const secret of secrets) expect(shown).not.toContain(secret)
  })

  test.each(["redis:/\0 secret", "http://u:secret@h", "redis://u:secret@h/db", "", 7])(
    "that is none is refused without being repeated: %s",
    (url) => {
      try {
        parseRedisUrl(url)
        expect.unreachable()
      } catch (error) {
        expect(isParzenError(error) && error.code).toBe("INVALID_URL")
        expect(inspect(error)).not.toContain("secret@")
      }
    },
  )

  test("of a cluster needs a prefix that keeps the keys together", () => {
    expect(() => new JournalRedisBackend("redis://h", { useCluster: true, prefix: "p" })).toThrow("braces")
    expect(() => new JournalRedisBackend("redis://h", { useCluster: true, prefix: "{p}" })).not.toThrow()
  })
})

describe.skipIf(redis.missing !== undefined)("a journal in Redis", () => {
  test("never shows a password, in errors or log lines", async () => {
    const lines: LogRecord[] = []
    setVerbosity("debug")
    const sink = setLogSink((record) => lines.push(record))
    onTestFinished(() => {
      setVerbosity("info")
      setLogSink(sink)
    })
    const url = new URL(await redis.newDatabase())
    url.username = "nobody"
    url.password = "hunter2secret"
    const storage = new JournalStorage(new JournalRedisBackend(url.href))
    const error: unknown = await storage.listStudies().catch((caught: unknown) => caught)
    expect(isParzenError(error) && error.code).toBe("STORAGE_UNAVAILABLE")
    expect(inspect([error, lines, storage], { depth: 20, showHidden: true })).not.toContain("hunter2secret")
    expect((error as Error).message).toContain(url.host)
    await storage.close()
  })

  test("is read from where it was left, one key for each entry under Optuna's names", async () => {
    const url = await redis.newDatabase()
    const storage = new JournalStorage(new JournalRedisBackend(url, { prefix: "p" }))
    setVerbosity("silent")
    const study = await createStudy({ studyName: "s", storage })
    await study.tell(await study.ask(), 1)
    const client = new Redis(url)
    expect(Number(await client.get("p:log_number"))).toBe(2)
    expect(JSON.parse((await client.get("p:log:0")) ?? "")).toMatchObject({ op_code: 0, study_name: "s" })
    await client.set("p:log:1", "no longer read")
    await study.tell(await study.ask(), 2)
    expect(study.trials.map(({ value }) => value)).toEqual([1, 2])
    await client.quit()
    await storage.close()
  })

  test("waits for an entry that has a number and is not there yet", async () => {
    const url = await redis.newDatabase()
    const client = new Redis(url)
    const storage = new JournalStorage(new JournalRedisBackend(url))
    const id = await storage.createStudy("s", ["minimize"])
    // As Optuna's workers on a cluster do it.
    await client.incr(":log_number")
    const reading = storage.sync(id, { trials: [] }, 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await client.set(":log:1", `{"op_code": 4, "worker_id": "w", "study_id": 0, "datetime_start": null}`)
    expect((await reading).trials).toHaveLength(1)
    await client.quit()
    await storage.close()
  })

  test("is read anew when the server has lost it", async () => {
    const url = await redis.newDatabase()
    const client = new Redis(url)
    const storage = new JournalStorage(new JournalRedisBackend(url))
    const id = await storage.createStudy("s", ["minimize"])
    await storage.startTrial(id, 0)
    await client.flushdb()
    expect(await storage.findStudy("s")).toBeUndefined()
    expect(await storage.createStudy("t", ["minimize"])).toBe(0)
    await client.quit()
    await storage.close()
  })

  test("takes a call once whose answer was lost with the connection", async () => {
    const url = await redis.newDatabase()
    const client = new Redis(url)
    const storage = new JournalStorage(new JournalRedisBackend(url))
    const id = await storage.createStudy("s", ["minimize"])
    for (let i = 0; i < 10; i++) {
      const starting = Promise.all(Array.from({ length: 3 }, () => storage.startTrial(id, 0)))
      await killOthers(client)
      await starting
    }
    const { trials } = await storage.sync(id, { trials: [] }, 0)
    expect(trials).toHaveLength(30)
    await client.quit()
    await storage.close()
  })
})

/** Cuts the connections to the database of `client`, but for its own. */
async function killOthers(client: Redis): Promise<void> {
  const { db } = client.options
  const own = await client.client("ID")
  const connections = ((await client.client("LIST")) as string).trim().split("\n")
  for (const connection of connections) {
    const id = /\bid=(\d+)/.exec(connection)?.[1] ?? ""
    if (connection.includes(` db=${db} `) && Number(id) !== own) await client.client("KILL", "ID", Number(id))
  }
}
