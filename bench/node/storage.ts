// One process of the storage bench: `storage.mjs <task> <url> <study name> <number>`. Says "ready", waits for a line on its standard
// input, does its task and prints a JSON.
import { createInterface } from "node:readline"
import type { Storage, Study, Trial } from "@parzen/core"
import { createStudy, createTrial, float, loadStudy, NopPruner, RandomSampler, setVerbosity } from "@parzen/core"
import { openStorage } from "./storage-place.ts"

const [task = "", url = "", studyName = "", number = "0"] = process.argv.slice(2)
const count = Number(number)
const algorithms = { sampler: new RandomSampler({ seed: process.pid }), pruner: new NopPruner() }

function objective(trial: Trial): number {
  let sum = 0
  for (let i = 0; i < 5; i++) sum += trial.suggestFloat(`x${i}`, 0, 1)
  return sum
}

const distributions = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`x${i}`, float(0, 1)]))
const params = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`x${i}`, i / 8]))

const TASKS: Readonly<Record<string, (storage: Storage) => Promise<() => Promise<unknown>>>> = {
  /** Runs trials for `count` ms and answers how many were told, after a quarter of that time to warm up. */
  async rate(storage) {
    const study = await open(storage)
    await study.optimize(objective, { nTrials: 20 })
    return async () => {
      await study.optimize(objective, { timeoutMs: count / 4 })
      const begin = performance.now()
      let told = 0
      await study.optimize(objective, { timeoutMs: count, callbacks: [() => void told++] })
      return { told, ms: performance.now() - begin }
    }
  },
  /** The times of `ask`. */
  async ask(storage) {
    const study = await open(storage)
    await study.optimize(objective, { nTrials: 20 })
    return async () => {
      const ms: number[] = []
      for (let i = 0; i < 60; i++) {
        const begin = performance.now()
        const trial = await study.ask()
        ms.push(performance.now() - begin)
        await study.tell(trial, objective(trial))
      }
      return { ms }
    }
  },
  /** Adds `count` running trials. */
  async begin(storage) {
    const study = await open(storage)
    return async () => {
      await study.addTrials(
        Array.from({ length: count }, () => createTrial({ state: "running", params, distributions })),
      )
      return {}
    }
  },
  /** Adds `count` complete trials. */
  async fill(storage) {
    const study = await open(storage)
    return async () => {
      for (let left = count; left > 0; left -= 10_000) {
        const length = Math.min(left, 10_000)
        await study.addTrials(Array.from({ length }, (_, i) => createTrial({ value: i, params, distributions })))
      }
      return {}
    }
  },
  /** Opens the study with all its trials. */
  async open(storage) {
    return async () => {
      const begin = performance.now()
      const { trials } = await open(storage)
      return { ms: performance.now() - begin, nTrials: trials.length }
    }
  },
}

async function open(storage: Storage): Promise<Study> {
  const exists = (await storage.findStudy(studyName)) !== undefined
  return exists
    ? loadStudy({ storage, studyName, ...algorithms })
    : createStudy({ storage, studyName, loadIfExists: true, ...algorithms })
}

setVerbosity("error")
const storage = await openStorage(url)
const run = await TASKS[task]?.(storage)
process.stdout.write("ready\n")
const input = createInterface({ input: process.stdin })
input.once("line", async () => {
  process.stdout.write(`${JSON.stringify(await run?.())}\n`)
  input.close()
  await storage.close()
})
