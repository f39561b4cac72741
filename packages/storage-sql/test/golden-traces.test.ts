import { readFileSync } from "node:fs"
import * as core from "@parzen/core"
import { describe, expect, test } from "vitest"
import type { Trace } from "../../core/test/golden/run-trace.ts"
import { runTrace } from "../../core/test/golden/run-trace.ts"
import { openSqlStorage } from "../src/index.ts"
import { places } from "./storages.ts"

const TRACES = [
  "tpe.nop.mixed.ask4.seed1",
  "grid.nop.ints.seed42",
  "random.sha.curve.seed1",
  "tpe.hyperband.curve.seed1",
  "tpe.nop.constrained_mixed.seed42",
]

function load(name: string): Trace {
  const url = new URL(`../../core/test/golden/traces/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, "utf8")) as Trace
}

for (const { name, missing, newUrl } of places()) {
  describe.skipIf(missing !== undefined)(`over ${name}`, () => {
    test.each(TRACES)(
      "a study recorded with Optuna 5.0.0 comes out the same: %s",
      { timeout: 60_000 },
      async (trace) => {
        const storage = await openSqlStorage(await newUrl())
        const over = {
          ...core,
          createStudy: (options?: core.CreateStudyOptions) => core.createStudy({ ...options, storage }),
        }
        expect(await runTrace(load(trace), over)).toEqual([])
        await storage.close()
      },
    )
  })
}
