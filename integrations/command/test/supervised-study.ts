// Run as a process of its own, to be killed: a study whose program is what comes after the options.
import { createStudy, setVerbosity } from "@parzen/core"
import { CommandError, commandObjective } from "../src/index.ts"

const [options = "{}", ...command] = process.argv.slice(2)
const { nTrials, ...others } = JSON.parse(options) as { nTrials: number; graceMs: number; timeoutMs?: number }
setVerbosity("silent")
const study = await createStudy()
const objective = commandObjective({ command, space: () => ({}), result: "duration", ...others })
await study.optimize(objective, { nTrials, concurrency: 2, catch: [CommandError] })
