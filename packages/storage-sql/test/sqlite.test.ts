import { casesOf, leaseContract, sharedContract, storageContract } from "@parzen/core/testing"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, test } from "vitest"
import { openSqlStorage } from "../src/index.ts"

const folder = mkdtempSync(join(tmpdir(), "parzen-sql-"))
afterAll(() => rmSync(folder, { recursive: true }))
let n = 0
const newUrl = (): string => `sqlite:///${folder}/${n++}.db`

describe("SQLite in a file", () => {
  for (const { name, run } of casesOf(storageContract)) test(name, () => run(() => openSqlStorage(newUrl())))
  for (const { name, run } of casesOf(leaseContract))
    test(name, () => run(() => openSqlStorage(newUrl(), { heartbeatIntervalMs: 50, gracePeriodMs: 200 })))
  for (const { name, run } of casesOf(sharedContract))
    test(name, () =>
      run(async () => {
        const url = newUrl()
        return [await openSqlStorage(url), await openSqlStorage(url)]
      }),
    )
})
