import { test } from "vitest"
import { casesOf } from "../../src/testing/contract.ts"
import { leaseContract } from "../../src/testing/lease-contract.ts"
import { sharedContract } from "../../src/testing/shared-contract.ts"
import { storageContract } from "../../src/testing/storage-contract.ts"
import { LeasedStorage } from "./leased-storage.ts"

for (const { name, run } of casesOf([...storageContract, ...leaseContract])) {
  test(name, () => run(() => new LeasedStorage()))
}

for (const { name, run } of casesOf(sharedContract)) {
  test(`two on one place ${name}`, () =>
    run(async () => {
      const storage = new LeasedStorage()
      return [storage, storage]
    }))
}
