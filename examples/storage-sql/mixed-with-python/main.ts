// A worker of Optuna, in Python, and one of Parzen share a study in an SQLite file: each learns from the other's trials. They look
// for the least value of Branin's function, 0.397887.
import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { Trial } from "@parzen/core"
import { createStudy, setVerbosity, TPESampler } from "@parzen/core"
import { openSqlStorage } from "@parzen/storage-sql"

const N_TRIALS_EACH = 60
const MOST = 1

function branin(trial: Trial): number {
  const x = trial.suggestFloat("x", -5, 10)
  const y = trial.suggestFloat("y", 0, 15)
  trial.setUserAttr("worker", "node")
  const valley = y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6
  return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10
}

const run = promisify(execFile)
const python = process.env["PARZEN_PYTHON"] ?? "python3"
const hasOptuna = await run(python, ["-c", "import optuna"]).then(
  () => true,
  () => false,
)
if (!hasOptuna) {
  console.log(`skipped: '${python}' has no Optuna; name one that has (pip install optuna) in PARZEN_PYTHON`)
  process.exit(process.env["CI"] === undefined ? 0 : 1)
}

setVerbosity("warning")
const folder = await mkdtemp(join(tmpdir(), "parzen-mixed-"))
const url = `sqlite:///${join(folder, "study.db")}`
const storage = await openSqlStorage(url)
const study = await createStudy({ storage, studyName: "branin", sampler: new TPESampler({ seed: 2 }) })

const script = fileURLToPath(new URL("worker.py", import.meta.url))
const pythonWorker = run(python, [script, url, "branin", String(N_TRIALS_EACH)])
// Python takes longer to start: both run at once for most of the time.
await study.optimize(
  async (trial) => {
    const value = branin(trial)
    await new Promise((resolve) => setTimeout(resolve, 20))
    return value
  },
  { nTrials: N_TRIALS_EACH },
)
await pythonWorker
await study.sync()

const { trials, bestTrial } = study
const by = (worker: string): number => trials.filter(({ userAttrs }) => userAttrs["worker"] === worker).length
console.log(`${by("node")} trials by Node, ${by("python")} by Python; trial ${bestTrial.number} is the best`)
const isWhole =
  trials.every(({ number, state }, i) => number === i && state === "complete") &&
  by("node") === N_TRIALS_EACH &&
  by("python") === N_TRIALS_EACH
const isGood = isWhole && study.bestValue <= MOST
console.log(
  `${isGood ? "ok" : "FAILED"}: ${study.bestValue.toFixed(4)} (at most ${MOST}) after ${trials.length} trials`,
)
await storage.close()
await rm(folder, { recursive: true })
process.exitCode = isGood ? 0 : 1
