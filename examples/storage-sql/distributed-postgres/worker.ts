// One worker: `tsx worker.ts <url> <study name> <seed>`. Any number of them may run, on any machines.
import { setVerbosity } from "@parzen/core"
import { N_TRIALS, objective, openStudy } from "./study.ts"

const [url = "", studyName = "", seed = "0"] = process.argv.slice(2)
setVerbosity("warning")
const study = await openStudy(url, studyName, Number(seed))
await study.optimize(
  (trial) => {
    console.log(`began ${trial.number}`)
    return objective(trial)
  },
  { nTrialsTotal: N_TRIALS },
)
process.exit(0)
