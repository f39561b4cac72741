import { casesOf, leaseContract, sharedContract, storageContract } from "@parzen/core/testing"
import { describe, test } from "vitest"
import { openSqlStorage } from "../src/index.ts"
import { places } from "./storages.ts"

const QUICK = { heartbeatIntervalMs: 50, gracePeriodMs: 200 }

describe.each(places())("studies in $name", ({ missing, newUrl }) => {
  const cases = describe.skipIf(missing !== undefined)
  cases("as in every storage", () => {
    for (const { name, run } of casesOf(storageContract))
      test(name, () => run(async () => openSqlStorage(await newUrl())))
  })
  cases("with leases", () => {
    for (const { name, run } of casesOf(leaseContract))
      test(name, () => run(async () => openSqlStorage(await newUrl(), QUICK)))
  })
  cases("for two processes", () => {
    for (const { name, run } of casesOf(sharedContract))
      test(name, () =>
        run(async () => {
          const url = await newUrl()
          return Promise.all([openSqlStorage(url), openSqlStorage(url)])
        }),
      )
  })
})
