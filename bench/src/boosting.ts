import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { RandomState } from "@parzen/core"
import type { BoostingJob, MemoryAnswer, TrainAnswer } from "../node/job.ts"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { machine } from "./machine.ts"
import { median } from "./median.ts"
import { run, runJson, say } from "./process.ts"
import type { Python } from "./python.ts"
import { openPython } from "./python.ts"
import { writeResults } from "./results-file.ts"
import { digits, table } from "./table.ts"
import type { Target } from "./target.ts"
import { atMost, targetsTable } from "./target.ts"

type LibraryName = "xgboost" | "lightgbm"

const ROWS = 20_000
const COLUMNS = 50
const PAIRS = 5
const TRIALS = 300
const THREADS = [1, 2]

const JOBS: Readonly<Record<LibraryName, (threads: number) => BoostingJob>> = {
  xgboost: (nthread) => ({ params: { objective: "binary:logistic", max_depth: 6, eta: 0.1, nthread }, rounds: 100 }),
  lightgbm: (num_threads) => ({
    params: { objective: "binary", num_leaves: 63, force_col_wise: true, verbosity: -1, num_threads },
    rounds: 100,
  }),
}

/** The times of one library with so many threads: each list holds one of every round of turns. */
interface Times {
  readonly library: LibraryName
  readonly threads: number
  readonly python: readonly TrainAnswer[]
  readonly sync: readonly TrainAnswer[]
  readonly async: readonly TrainAnswer[]
}

/** What training costs beside the Python packages, how free the event loop is meanwhile, and what 300 trials leave in memory. */
export const boosting: Bench = async ({ root, only }) => {
  const facts = machine()
  const libraries = (["xgboost", "lightgbm"] as const).filter((name) => name.includes(only))
  if (libraries.length === 0) throw new WrongCall(`no library's name contains '${only}': xgboost, lightgbm`)
  const python = await openPython(root)
  const folder = mkdtempSync(join(tmpdir(), "parzen-bench-"))
  try {
    const file = join(folder, "rows")
    writeFileSync(file, drawRows())
    const times: Times[] = []
    const memory: Partial<Record<LibraryName, MemoryAnswer>> = {}
    for (const library of libraries) {
      for (const threads of THREADS) times.push(await timeLibrary(root, python, file, library, threads))
      say(`${library}: ${TRIALS} trials ...`)
      memory[library] = await rememberTrials(root, library)
    }
    const targets = libraries.flatMap((library) => judge(library, times, memory[library]))
    const seconds = performance.now() / 1000
    process.stdout.write(
      `${timesTable(times)}\n\n${memoryTable(memory)}\n\n${targetsTable(targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ` +
        `${facts.loadAtStart}, Node ${facts.node}, Python ${python?.version ?? "missing"}; ${seconds.toFixed(0)} s in all\n`,
    )
    writeResults(root, "boosting", { date: new Date().toISOString(), machine: facts, seconds, times, memory, targets })
    return targets.every(({ met }) => met === true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Random rows, then labels that a few columns decide, and noise. */
function drawRows(): Float32Array {
  const random = new RandomState(0)
  const values = new Float32Array(ROWS * (COLUMNS + 1))
  values.set(random.randn(ROWS * COLUMNS))
  for (let i = 0; i < ROWS; i++) {
    const [a = 0, b = 0, c = 0, d = 0] = values.subarray(i * COLUMNS, i * COLUMNS + 4)
    values[ROWS * COLUMNS + i] = a + b * c + Math.sin(3 * d) + random.standardNormal() > 0 ? 1 : 0
  }
  return values
}

/** Python and Node take turns, so that what else the machine does falls on all of them. */
async function timeLibrary(
  root: string,
  python: Python | undefined,
  file: string,
  library: LibraryName,
  threads: number,
): Promise<Times> {
  const job = [file, String(ROWS), String(COLUMNS), JSON.stringify(JOBS[library](threads))]
  const inNode = (mode: string): Promise<TrainAnswer> =>
    runJson(process.execPath, [join(root, "dist/node/boosting.mjs"), "train", library, mode, ...job])
  const times: Record<"python" | "sync" | "async", TrainAnswer[]> = { python: [], sync: [], async: [] }
  for (let pair = 0; pair < PAIRS; pair++) {
    say(`${library}, ${threads} thread${threads > 1 ? "s" : ""}, ${pair + 1} of ${PAIRS} ...`)
    if (python !== undefined)
      times.python.push(await runJson(python.program, [join(root, "python/boosting.py"), library, ...job]))
    times.sync.push(await inNode("sync"))
    times.async.push(await inNode("async"))
  }
  const sums = new Set(
    Object.values(times).flatMap((answers) => answers.map(({ checksum }) => checksum.toPrecision(9))),
  )
  if (sums.size > 1) throw new Error(`${library}: the models differ, the sums of their predictions are ${[...sums]}`)
  return { library, threads, ...times }
}

async function rememberTrials(root: string, library: LibraryName): Promise<MemoryAnswer> {
  const args = ["--expose-gc", join(root, "dist/node/boosting.mjs"), "memory", library, String(TRIALS)]
  return JSON.parse(await run(process.execPath, args, { timeoutMs: 300_000 })) as MemoryAnswer
}

/** The median over the turns of our time over Python's in the same turn. */
function ratio({ python, ...ours }: Times, mode: "sync" | "async"): number | undefined {
  if (python.length === 0) return undefined
  return median(ours[mode].map(({ trainMs }, i) => trainMs / (python[i] as TrainAnswer).trainMs))
}

function judge(library: LibraryName, times: readonly Times[], memory: MemoryAnswer | undefined): Target[] {
  const single = times.find((each) => each.library === library && each.threads === 1)
  const gap = single && median(single.async.map(({ longestGapMs = 0 }) => longestGapMs))
  const what = `${library}, one thread`
  return [
    atMost(1.1, single && ratio(single, "sync"), `${what}: time of the sync path over Python's`),
    atMost(1.5, single && ratio(single, "async"), `${what}: time of the async path over Python's`),
    atMost(20, gap, `${what}: ms of the event loop's longest gap while training`),
    atMost(20, memory && growth(memory), `${library}: MB that ${TRIALS - 100} trials add after the first 100`),
  ]
}

function growth({ stride, megabytes }: MemoryAnswer): number | undefined {
  const [first, last] = [megabytes[100 / stride - 1], megabytes.at(-1)]
  return first === undefined || last === undefined ? undefined : last - first
}

function timesTable(all: readonly Times[]): string {
  const header = [
    "library",
    "threads",
    "Python",
    "sync",
    "async",
    "sync/Py",
    "async/Py",
    "data",
    "data Py",
    "gap",
    "idle gap",
  ]
  const rows = all.map((times) => {
    const of = (mode: "python" | "sync" | "async", key: keyof TrainAnswer): string =>
      digits(median(times[mode].map((answer) => answer[key] ?? Number.NaN)))
    return [
      times.library,
      String(times.threads),
      ...(["python", "sync", "async"] as const).map((mode) => of(mode, "trainMs")),
      digits(ratio(times, "sync"), "x"),
      digits(ratio(times, "async"), "x"),
      of("sync", "dataMs"),
      of("python", "dataMs"),
      of("async", "longestGapMs"),
      of("async", "idleGapMs"),
    ]
  })
  return (
    `100 rounds on ${ROWS.toLocaleString("en")} rows of ${COLUMNS} columns, ms, medians of ${PAIRS}; ratios: medians of the turns'; ` +
    `gap: the event loop's longest while it trains async, and while it sleeps as long\n${table(header, rows, 1)}`
  )
}

function memoryTable(memory: Partial<Record<LibraryName, MemoryAnswer>>): string {
  const strides = Object.values(memory)[0]
  const header = [
    "MB after trials",
    ...(strides?.megabytes ?? []).map((_, i) => String((i + 1) * (strides?.stride ?? 0))),
  ]
  return table(
    header,
    Object.entries(memory).map(([library, { megabytes }]) => [library, ...megabytes.map((value) => value.toFixed(0))]),
  )
}
