/** `history.mjs <space> <length> <seed> <file>` writes the trials of a RandomSampler as a `History`. */
import { writeFileSync } from "node:fs"
import { createStudy, distributionToJson, RandomSampler, setVerbosity } from "@parzen/core"
import type { History } from "./job.ts"
import type { SpaceName } from "./spaces.ts"
import { OBJECTIVES } from "./spaces.ts"

const [space, length, seed, file] = process.argv.slice(2) as [SpaceName, string, string, string]
setVerbosity("silent")
const study = await createStudy({ sampler: new RandomSampler({ seed: Number(seed) }) })
await study.optimize(OBJECTIVES[space], { nTrials: Number(length) })
const described = Object.entries(study.bestTrial.distributions)
const history: History = {
  distributions: Object.fromEntries(described.map(([name, distribution]) => [name, distributionToJson(distribution)])),
  rows: study.trials.map(({ params }) => described.map(([name]) => params[name] ?? null)),
  values: study.trials.map(({ value }) => value as number),
}
writeFileSync(file, JSON.stringify(history))
