import { existsSync } from "node:fs"
import { join } from "node:path"
import type { BackendTimes } from "../node/backends.ts"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { machine } from "./machine.ts"
import { median } from "./median.ts"
import { run, say } from "./process.ts"
import { writeResults } from "./results-file.ts"
import { digits, table } from "./table.ts"
import type { Target } from "./target.ts"
import { atLeast, atMost, targetsTable } from "./target.ts"

const BACKENDS = ["tfjs-node", "wasm", "cpu"] as const
type Backend = (typeof BACKENDS)[number]
type Results = Partial<Record<Backend, BackendTimes>>

const COLUMNS: readonly (readonly [title: string, key: keyof BackendTimes])[] = [
  ["dense, epoch, batch 32", "epoch32"],
  ["dense, epoch, batch 128", "epoch128"],
  ["dense, predict", "predict"],
  ["CNN, epoch", "convolutions"],
]

/** How long the backends of TensorFlow.js take to train and to predict. */
export const backends: Bench = async ({ root, only }) => {
  const wanted = BACKENDS.filter((name) => name.includes(only))
  if (wanted.length === 0) throw new WrongCall(`no backend's name contains '${only}'; they are: ${BACKENDS.join(", ")}`)
  const facts = machine()
  const results: Results = {}
  for (const name of wanted) {
    const times = await measure(root, name)
    if (times !== undefined) results[name] = times
  }
  const targets = judge(results)
  const seconds = performance.now() / 1000
  process.stdout.write(
    `${resultsTable(results)}\n\n${targetsTable(targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ${facts.loadAtStart}, ` +
      `Node ${facts.node}; ${seconds.toFixed(0)} s in all\n`,
  )
  writeResults(root, "backends", { date: new Date().toISOString(), machine: facts, seconds, results, targets })
  return targets.every(({ met }) => met === true)
}

/** In a process of its own; `undefined` where tfjs-node is not built. */
async function measure(root: string, name: Backend): Promise<BackendTimes | undefined> {
  const folder = join(root, "../tools/tfjs-node")
  if (name === "tfjs-node" && !existsSync(join(folder, "node_modules/@tensorflow/tfjs-node/lib/napi-v8"))) {
    say("tfjs-node is not built (npm run tfjs-node): without it")
    return undefined
  }
  say(`${name} ...`)
  // The backends greet on stdout; the times are the last line.
  const output = await run(process.execPath, [join(root, "dist/node/backends.mjs"), name, folder])
  return JSON.parse(output.slice(output.lastIndexOf("\n"))) as BackendTimes
}

function middle(results: Results, name: Backend, key: keyof BackendTimes): number | undefined {
  const ms = results[name]?.[key] ?? []
  return ms.length === 0 ? undefined : median(ms)
}

function resultsTable(results: Results): string {
  const rows = BACKENDS.filter((name) => name in results).map((name) => [
    name,
    ...COLUMNS.map(([, key]) => digits(middle(results, name, key), " ms")),
  ])
  return table(["backend", ...COLUMNS.map(([title]) => title)], rows)
}

function judge(results: Results): readonly Target[] {
  const ratio = (a: Backend, b: Backend, key: keyof BackendTimes): number | undefined => {
    const [above, below] = [middle(results, a, key), middle(results, b, key)]
    return above === undefined || below === undefined ? undefined : above / below
  }
  return [
    atMost(4, ratio("wasm", "tfjs-node", "epoch32"), "wasm over tfjs-node, an epoch of the dense network, batch 32"),
    atLeast(
      2,
      ratio("cpu", "wasm", "epoch128"),
      "plain JavaScript over wasm, an epoch of the dense network, batch 128",
    ),
    atLeast(50, ratio("cpu", "tfjs-node", "convolutions"), "plain JavaScript over tfjs-node, an epoch of the CNN"),
  ]
}
