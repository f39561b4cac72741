import { casesOf, leaseContract, sharedContract, storageContract } from "@parzen/core/testing"
import { testServer } from "@parzen/test-servers"
import { describe, test } from "vitest"
import type { JournalBackend, JournalStorageOptions } from "@parzen/storage-journal"
import {
  JournalFileBackend,
  JournalFileOpenLock,
  JournalFileSymlinkLock,
  JournalRedisBackend,
  JournalStorage,
} from "@parzen/storage-journal"
import { tempPath } from "./temp-folder.ts"

/** Makes what creates backends of one new and empty journal. */
type Place = () => Promise<() => JournalBackend>

const redis = testServer("redis")

const places: Readonly<Record<string, Place>> = {
  "a file, kept by a link": async () => {
    const path = tempPath("study.log")
    return () => new JournalFileBackend(path, { lockObj: new JournalFileSymlinkLock(path) })
  },
  "a file, kept by O_EXCL": async () => {
    const path = tempPath("study.log")
    return () => new JournalFileBackend(path, { lockObj: new JournalFileOpenLock(path) })
  },
  Redis: async () => {
    const url = await redis.newDatabase()
    return () => new JournalRedisBackend(url, { prefix: "study" })
  },
}

const LEASES: JournalStorageOptions = { heartbeatIntervalMs: 50, gracePeriodMs: 250 }

for (const [name, place] of Object.entries(places)) {
  const create = async (options?: JournalStorageOptions): Promise<JournalStorage> =>
    new JournalStorage((await place())(), options)

  describe.skipIf(name === "Redis" && redis.missing !== undefined)(`a journal in ${name}`, () => {
    describe("without leases", () => {
      test.each(casesOf(storageContract))("$name", ({ run }) => run(() => create()))
    })

    describe("with leases", () => {
      test.each(casesOf(storageContract))("$name", ({ run }) => run(() => create(LEASES)))
      test.concurrent.each(casesOf(leaseContract))("$name", ({ run }) => run(() => create(LEASES)))
    })

    describe("used twice", () => {
      test.each(casesOf(sharedContract))("$name", ({ run }) =>
        run(async () => {
          const backend = await place()
          return [new JournalStorage(backend()), new JournalStorage(backend())]
        }),
      )
    })
  })
}
