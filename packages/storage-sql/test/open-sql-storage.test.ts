import { createStudy, loadStudy, NopPruner, RandomSampler } from "@parzen/core"
import { inspect } from "node:util"
import { describe, expect, test } from "vitest"
import { openSqlStorage } from "../src/index.ts"
import { Secrets } from "../src/secrets.ts"
import { parseStorageUrl } from "../src/storage-url.ts"
import { openRaw } from "./raw-sql.ts"
import { places, sqlite } from "./storages.ts"

for (const { name, missing, newUrl } of places()) {
  describe.skipIf(missing !== undefined)(`opening ${name}`, () => {
    test("by four programs at once makes the tables once", async () => {
      const url = await newUrl()
      const storages = await Promise.all([1, 2, 3, 4].map(() => openSqlStorage(url)))
      await Promise.all(storages.map((storage, i) => storage.createStudy(`study ${i}`, ["minimize"])))
      expect((await storages[0]?.listStudies())?.length).toBe(4)
      await Promise.all(storages.map((storage) => storage.close()))
    })

    test.each([
      ["v3.0.0.d", "optuna storage upgrade"],
      ["v9.0.0.a", "newer Optuna"],
    ])("refuses a schema of Optuna's version %s", async (version, advice) => {
      const url = await newUrl()
      await (await openSqlStorage(url)).close()
      const raw = await openRaw(url)
      await raw.query(`update alembic_version set version_num = '${version}'`)
      await raw.close()
      await expect(openSqlStorage(url)).rejects.toMatchObject({ code: "SCHEMA_MISMATCH" })
      await expect(openSqlStorage(url)).rejects.toThrow(advice)
    })

    test("refuses tables of ours of a later version", async () => {
      const url = await newUrl()
      await (await openSqlStorage(url)).close()
      const raw = await openRaw(url)
      await raw.query("update parzen_version set version = 2")
      await raw.close()
      await expect(openSqlStorage(url)).rejects.toMatchObject({ code: "SCHEMA_MISMATCH" })
    })

    test("again finds the study as it was left, thousands of trials by chunks", async () => {
      const url = await newUrl()
      const [first, second] = [await openSqlStorage(url), await openSqlStorage(url)]
      const study = await createStudy({ storage: first, studyName: "many", sampler: new RandomSampler({ seed: 0 }) })
      await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrials: 1 })
      const [model] = study.trials
      await study.addTrials(Array.from({ length: 4_500 }, () => model as NonNullable<typeof model>))
      const loaded = await loadStudy({ storage: second })
      expect(loaded.trials.length).toBe(4_501)
      expect(loaded.trials.every(({ number, params }, i) => number === i && params["x"] === model?.params["x"])).toBe(
        true,
      )
      await Promise.all([first.close(), second.close()])
    })

    test("after it was closed is needed for further calls", async () => {
      const storage = await openSqlStorage(await newUrl())
      await storage.close()
      await storage.close()
      await expect(storage.listStudies()).rejects.toMatchObject({ code: "STORAGE_CLOSED" })
    })

    test("a trial that is asked here and told elsewhere is not given up after the storage was closed", async () => {
      const url = await newUrl()
      const times = { heartbeatIntervalMs: 20, gracePeriodMs: 40 }
      const asker = await openSqlStorage(url, times)
      const { number } = await (await createStudy({ storage: asker, studyName: "ask" })).ask()
      await asker.close()
      await new Promise((resolve) => setTimeout(resolve, 80))
      const teller = await openSqlStorage(url, times)
      const study = await loadStudy({ storage: teller, pruner: new NopPruner() })
      expect(await teller.leases?.giveUpStale(1)).toEqual([])
      expect((await study.tell(number, 0.5)).value).toBe(0.5)
      await teller.close()
    })
  })
}

describe("options and URLs", () => {
  test.each([
    [{ heartbeatIntervalMs: 0 }, "heartbeatIntervalMs"],
    [{ heartbeatIntervalMs: 100, gracePeriodMs: 100 }, "gracePeriodMs"],
    [{ heartbeatIntervalMs: false, gracePeriodMs: 100 }, "gracePeriodMs"],
    [{ poolSize: 1.5 }, "poolSize"],
    [{ busyTimeoutMs: NaN }, "busyTimeoutMs"],
  ] as const)("%o are refused by name", async (options, name) => {
    await expect(openSqlStorage("sqlite://", options)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    await expect(openSqlStorage("sqlite://", options)).rejects.toThrow(name)
  })

  test("an option of the URL that nobody knows is refused", async () => {
    await expect(openSqlStorage("sqlite:///a.db?mode=ro")).rejects.toMatchObject({ code: "INVALID_URL" })
    await expect(openSqlStorage("postgresql://h/db?colour=red")).rejects.toThrow("'colour'")
  })

  test("a file that is no database is refused by a code", async () => {
    await expect(openSqlStorage(`sqlite:///${import.meta.filename}`)).rejects.toMatchObject({ code: "STORAGE_FAILED" })
  })

  test("without leases trials are never given up", async () => {
    const storage = await openSqlStorage("sqlite://", { heartbeatIntervalMs: false })
    expect(storage.leases).toBeUndefined()
    const id = await storage.createStudy("a", ["minimize"])
    expect((await storage.startTrial(id, 0)).lease).toBeUndefined()
    await storage.close()
  })

  test("a server that is not there is said by a code, without the password", async () => {
    for (const dialect of ["postgresql", "mysql"]) {
      const opened = openSqlStorage(`${dialect}://user:s3cr%40t@127.0.0.1:1/db`)
      const error: unknown = await opened.catch((error: unknown) => error)
      expect(error).toMatchObject({ code: "STORAGE_UNAVAILABLE" })
      expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/s3cr(@|%40)t/)
    }
  })
})

describe("a password", () => {
  test("is masked in whatever a driver says", () => {
    const secrets = new Secrets(parseStorageUrl("mysql://user:s3cr%40t@host/db"))
    const thrown = Object.assign(new Error("cannot reach mysql://user:s3cr%40t@host or s3cr@t"), { code: "E" })
    const failure = secrets.failure(thrown)
    expect(failure.message).toContain("mysql://user:***@host or ***")
    expect(inspect(failure, { depth: 10 })).not.toMatch(/s3cr(@|%40)t/)
    expect((failure.cause as { code?: unknown }).code).toBe("E")
  })
})

describe("names that no column takes", () => {
  const { newUrl } = sqlite()

  test("are refused before anything is written, for their trial alone", async () => {
    const storage = await openSqlStorage(await newUrl())
    await expect(storage.createStudy("x".repeat(513), ["minimize"])).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    const id = await storage.createStudy("x".repeat(512), ["minimize"])
    const { trial, lease } = await storage.startTrial(id, 0)
    const bad = { trialId: trial.id, lease, userAttrs: { ["k".repeat(513)]: 1 } }
    const { refused } = await storage.sync(id, { trials: [bad] }, 0)
    expect(refused?.get(trial.id)?.code).toBe("INVALID_ARGUMENT")
    await storage.close()
  })
})
