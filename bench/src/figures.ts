import { join } from "node:path"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { machine } from "./machine.ts"
import { median } from "./median.ts"
import { runJson } from "./process.ts"
import { writeResults } from "./results-file.ts"
import { digits, table } from "./table.ts"
import type { Target } from "./target.ts"
import { atMost, targetsTable } from "./target.ts"

const REPETITIONS = 5
const MOST = { infoMs: 300, sliceMs: 2000, reportMs: 3000 }

/** What the process says of one case. */
interface Answer {
  readonly name: string
  /** Of each repetition. */
  readonly ms: readonly number[]
  /** Of the text that came out, if it is one. */
  readonly bytes?: number
}

/** What figures of 10,000 trials with ten parameters cost, and a report of 1,000. */
export const figures: Bench = async ({ root, only }) => {
  const facts = machine()
  const program = join(root, "dist/node/figures.mjs")
  const args = [program, String(REPETITIONS)]
  const all = await runJson<readonly Answer[]>(process.execPath, args, { timeoutMs: 600_000 })
  const results = all.filter(({ name }) => name.includes(only))
  if (results.length === 0) {
    throw new WrongCall(`no case's name contains '${only}'; the names are: ${all.map(({ name }) => name).join(", ")}`)
  }
  const targets = judge(results)
  const seconds = performance.now() / 1000
  process.stdout.write(
    `${resultsTable(results)}\n\n${targetsTable(targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ${facts.loadAtStart}, ` +
      `Node ${facts.node}; ${seconds.toFixed(0)} s in all\n`,
  )
  writeResults(root, "figures", { date: new Date().toISOString(), machine: facts, seconds, results, targets })
  return targets.every(({ met }) => met === true)
}

function judge(results: readonly Answer[]): Target[] {
  const slowest = (prefix: string): number | undefined => {
    const times = results.filter(({ name }) => name.startsWith(prefix)).map(({ ms }) => median(ms))
    return times.length === 0 ? undefined : Math.max(...times)
  }
  return [
    atMost(MOST.infoMs, slowest("info/"), "ms of the slowest info, 10,000 trials of 10 parameters"),
    atMost(MOST.sliceMs, slowest("svg/slice"), "ms of the SVG of a slice, 10,000 trials of 10 parameters"),
    atMost(MOST.reportMs, slowest("report/"), "ms of a report of 1,000 trials"),
  ]
}

function resultsTable(results: readonly Answer[]): string {
  const rows = results.map(({ name, ms, bytes }) => [
    name,
    digits(ms[0]),
    digits(median(ms)),
    digits(bytes === undefined ? undefined : bytes / 1e6),
  ])
  return `ms for 10,000 trials of 10 parameters; first: the first call\n${table(["case", "first", "median", "MB"], rows)}`
}
