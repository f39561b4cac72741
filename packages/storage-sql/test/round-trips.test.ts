import { createStudy, NopPruner, RandomSampler } from "@parzen/core"
import { testServer } from "@parzen/test-servers"
import { Client } from "pg"
import { afterEach, describe, expect, test, vi } from "vitest"
import { openSqlStorage } from "../src/index.ts"

const { missing, newDatabase } = testServer("postgresql")

afterEach(() => vi.restoreAllMocks())

describe.skipIf(missing !== undefined)("a study in PostgreSQL", () => {
  test("talks to the server twice for a trial of five parameters, and once more where it meets new names", async () => {
    const storage = await openSqlStorage(await newDatabase())
    const algorithms = { sampler: new RandomSampler({ seed: 0 }), pruner: new NopPruner() }
    const study = await createStudy({ storage, studyName: "count", ...algorithms })
    const run = async (): Promise<void> => {
      const trial = await study.ask()
      for (let i = 0; i < 5; i++) trial.suggestFloat(`x${i}`, 0, 1)
      trial.setUserAttr("note", "five")
      await study.tell(trial, 1)
    }
    await run()
    const query = vi.spyOn(Client.prototype, "query")
    await run()
    await run()
    expect(query.mock.calls.length).toBe(4)
    await storage.close()
  })
})
