import { casesOf, leaseContract, sharedContract, storageContract } from "@parzen/core/testing"
import { describe, test } from "vitest"
import { openSqlStorage } from "../src/index.ts"
import { places } from "./storages.ts"

const QUICK = { heartbeatIntervalMs: 50, gracePeriodMs: 200 }

for (const { name, missing, newUrl } of places()) {
  describe.skipIf(missing !== undefined)(`studies in ${name}`, () => {
    for (const { name, run } of casesOf(storageContract))
      test(name, () => run(async () => openSqlStorage(await newUrl())))

    for (const { name, run } of casesOf(leaseContract))
      test(name, () => run(async () => openSqlStorage(await newUrl(), QUICK)))

    for (const { name, run } of casesOf(sharedContract)) {
      test(name, () =>
        run(async () => {
          const url = await newUrl()
          return Promise.all([openSqlStorage(url), openSqlStorage(url)])
        }),
      )
    }
  })
}
