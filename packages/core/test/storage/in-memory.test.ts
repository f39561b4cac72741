import { test } from "vitest"
import { InMemoryStorage } from "../../src/storage/in-memory.ts"
import { casesOf } from "../../src/testing/contract.ts"
import { storageContract } from "../../src/testing/storage-contract.ts"

for (const { name, run } of casesOf(storageContract)) test(name, () => run(() => new InMemoryStorage()))
