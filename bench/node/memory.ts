/** `node --expose-gc memory.mjs <random | tpe> <space> <trials>` prints the bytes that each trial of a study holds. */
import { createStudy, RandomSampler, setVerbosity, TPESampler } from "@parzen/core"
import type { SamplerName } from "./job.ts"
import type { SpaceName } from "./spaces.ts"
import { OBJECTIVES } from "./spaces.ts"

const [name, space, trials] = process.argv.slice(2) as [SamplerName, SpaceName, string]
const nTrials = Number(trials)
setVerbosity("silent")
const study = await createStudy({
  sampler: name === "tpe" ? new TPESampler({ seed: 0 }) : new RandomSampler({ seed: 0 }),
})
const before = await heldBytes()
await study.optimize(OBJECTIVES[space], { nTrials })
const after = await heldBytes()
if (study.trials.length !== nTrials) throw new Error(`the study has ${study.trials.length} trials, not ${nTrials}`)
process.stdout.write(JSON.stringify({ bytesPerTrial: (after - before) / nTrials }))

/** What is alive on the heap and in array buffers beside it. */
async function heldBytes(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error("memory.mjs runs under node --expose-gc")
  for (let i = 0; i < 3; i++) {
    globalThis.gc()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
