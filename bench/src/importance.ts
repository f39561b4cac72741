import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
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
import { atLeast, atMost, targetsTable } from "./target.ts"

/** An evaluator on so many random trials of ten parameters. */
interface Case {
  readonly kind: "pedAnova" | "fanova" | "meanDecreaseImpurity"
  readonly title: string
  readonly trials: number
  readonly repetitions: { readonly parzen: number; readonly optuna: number }
}

const CASES: readonly Case[] = [
  { kind: "pedAnova", title: "PED-ANOVA", trials: 1000, repetitions: { parzen: 15, optuna: 5 } },
  { kind: "pedAnova", title: "PED-ANOVA", trials: 10_000, repetitions: { parzen: 15, optuna: 5 } },
  { kind: "fanova", title: "fANOVA", trials: 100, repetitions: { parzen: 5, optuna: 1 } },
  { kind: "fanova", title: "fANOVA", trials: 1000, repetitions: { parzen: 5, optuna: 1 } },
  {
    kind: "meanDecreaseImpurity",
    title: "mean decrease impurity",
    trials: 1000,
    repetitions: { parzen: 5, optuna: 3 },
  },
]

/** What one process says: the time of each repetition, and the last importances. */
interface Answer {
  readonly ms: readonly number[]
  readonly importances: Readonly<Record<string, number>>
}

interface Result extends Case {
  readonly name: string
  /** In milliseconds: the first of the process, when nothing is compiled, and the median of all. */
  readonly cold: number
  readonly ms: number
  readonly optunaMs: number | undefined
  /** The largest relative difference of an importance from Optuna's. */
  readonly difference: number | undefined
  readonly samples: { readonly parzen: readonly number[]; readonly optuna: readonly number[] | undefined }
}

const FANOVA_TIMEOUT_MS = 240_000

/** What parameter importances cost beside Optuna's, on the same trials. */
export const importance: Bench = async ({ root, only }) => {
  const facts = machine()
  const cases = CASES.filter((one) => caseName(one).includes(only))
  if (cases.length === 0) {
    throw new WrongCall(`no case's name contains '${only}'; the names are: ${CASES.map(caseName).join(", ")}`)
  }
  const python = await openPython(root)
  const folder = mkdtempSync(join(tmpdir(), "parzen-bench-"))
  try {
    const results: Result[] = []
    for (const one of cases) {
      say(`${caseName(one)} ...`)
      results.push(await measure(root, folder, python, one))
    }
    const targets = judge(results)
    const seconds = performance.now() / 1000
    process.stdout.write(
      `${resultsTable(results)}\n\n${targetsTable(targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ` +
        `${facts.loadAtStart}, Node ${facts.node}, Python ${python?.version ?? "missing"}; ${seconds.toFixed(0)} s in all\n`,
    )
    writeResults(root, "importance", { date: new Date().toISOString(), machine: facts, seconds, results, targets })
    return targets.every(({ met }) => met === true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function caseName({ kind, trials }: Case): string {
  return `${kind}/${trials}`
}

async function measure(root: string, folder: string, python: Python | undefined, one: Case): Promise<Result> {
  const { kind, trials, repetitions } = one
  const file = join(folder, `${trials}.json`)
  const program = join(root, "dist/node/importance.mjs")
  await run(process.execPath, [program, "write", String(trials), file])
  const own = await runJson<Answer>(process.execPath, [program, "time", kind, file, String(repetitions.parzen)])
  const args = [join(root, "python/importance.py"), kind, file, String(repetitions.optuna)]
  const optuna =
    python === undefined ? undefined : await runJson<Answer>(python.program, args, { timeoutMs: FANOVA_TIMEOUT_MS })
  return {
    ...one,
    name: caseName(one),
    cold: own.ms[0] as number,
    ms: median(own.ms),
    optunaMs: optuna && median(optuna.ms),
    difference: optuna && largestDifference(own.importances, optuna.importances),
    samples: { parzen: own.ms, optuna: optuna?.ms },
  }
}

function largestDifference(own: Answer["importances"], optuna: Answer["importances"]): number {
  const names = Object.keys(optuna)
  return Math.max(...names.map((name) => Math.abs((own[name] ?? Number.NaN) / (optuna[name] as number) - 1)))
}

function judge(results: readonly Result[]): Target[] {
  const of = (name: string): Result | undefined => results.find((result) => result.name === name)
  const fanova = of("fanova/1000")
  const ratio = fanova?.optunaMs === undefined ? undefined : fanova.optunaMs / fanova.cold
  return [
    atMost(250, of("pedAnova/10000")?.cold, "ms of PED-ANOVA, 10,000 trials of 10 parameters, cold"),
    atLeast(5, ratio, "Optuna's time over ours, fANOVA, 1,000 trials of 10 parameters, cold"),
  ]
}

function resultsTable(results: readonly Result[]): string {
  const header = ["evaluator", "trials", "Parzen cold", "Parzen", "Optuna", "Optuna/cold", "Optuna/P", "difference"]
  const rows = results.map(({ title, trials, cold, ms, optunaMs, difference }) => [
    title,
    trials.toLocaleString("en"),
    digits(cold),
    digits(ms),
    digits(optunaMs),
    digits(optunaMs && optunaMs / cold, "x"),
    digits(optunaMs && optunaMs / ms, "x"),
    difference === undefined ? "-" : difference.toExponential(0),
  ])
  return `ms for all importances of ten parameters; cold: the first call in a process; difference: the largest from Optuna's, relative\n${table(header, rows, 1)}`
}
