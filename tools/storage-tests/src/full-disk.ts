// `node full-disk.mjs <url> <filler>`: runs trials until the disk at the URL's file is full, deletes the file `filler`, and runs some
// more, by the same storage and by a new one. Says what happened in one line of JSON.
import { rmSync } from "node:fs"
import type { Study } from "@parzen/core"
import { createStudy, isParzenError, loadStudy, NopPruner, RandomSampler, setVerbosity } from "@parzen/core"
import { openPlace } from "./place.ts"

/** What `full-disk.ts` says. */
export interface FullDiskReport {
  readonly code: string | undefined
  readonly message: string
  readonly nToldBefore: number
  /** Trials that were told and are not there, or otherwise. */
  readonly lost: readonly number[]
  /** How many trials were told when there was room again, of 3 by the same storage and 3 by a new one. */
  readonly nToldAfter: number
  readonly numbers: readonly number[]
}

const [url = "", filler = ""] = process.argv.slice(2)
const algorithms = { sampler: new RandomSampler({ seed: 0 }), pruner: new NopPruner() }
const told = new Map<number, number | undefined>()

async function run(study: Study, nTrials: number): Promise<void> {
  await study.optimize(
    (trial) => {
      trial.setUserAttr("note", "x".repeat(500))
      return trial.suggestFloat("x", 0, 1)
    },
    { nTrials, callbacks: [(_, { number, value }) => void told.set(number, value)] },
  )
}

setVerbosity("silent")
const storage = await openPlace(url)
const study = await createStudy({ storage, studyName: "full", ...algorithms })
let failure: unknown
try {
  await run(study, 100_000)
} catch (error) {
  failure = error
}
const nToldBefore = told.size
rmSync(filler)
await run(study, 3)
const again = await openPlace(url)
const reopened = await loadStudy({ storage: again, studyName: "full", ...algorithms })
await run(reopened, 3)
await study.sync()
const report: FullDiskReport = {
  code: isParzenError(failure) ? failure.code : undefined,
  message: String(failure),
  nToldBefore,
  lost: [...told].flatMap(([number, value]) =>
    [study, reopened].every(({ trials }) => trials[number]?.value === value) ? [] : [number],
  ),
  nToldAfter: told.size - nToldBefore,
  numbers: study.trials.map(({ number }) => number),
}
console.log(JSON.stringify(report))
await storage.close()
await again.close()
