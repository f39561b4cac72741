// Optuna and Parzen on the same studies, in each storage that both know, or in those named; exits with 1 if anything differs.
import { join } from "node:path"
import type { Study } from "@parzen/core"
import { createStudy, loadStudy, NopPruner, RandomSampler, setVerbosity, TPESampler } from "@parzen/core"
import { openPython } from "../../open-python.ts"
import { newPlace, openPlace, PLACE_KINDS, whyNoPlace } from "../src/place.ts"
import type { PlaceKind } from "../src/place.ts"
import { bundled, WorkerProcess } from "../src/worker-process.ts"
import { optuna } from "./python.ts"
import type { StudyDump } from "./study-dump.ts"
import { difference, dumpStudy } from "./study-dump.ts"
import { writeStudies } from "./write-studies.ts"

interface Look {
  readonly best: readonly number[]
  readonly columns: readonly string[]
  readonly plots: Readonly<Record<string, number>>
  readonly dashboard: { readonly listed: readonly string[]; readonly trials: number }
}

const times = { heartbeatIntervalMs: 20_000, gracePeriodMs: 60_000 }
const N_MIXED = 200
let failures = 0

setVerbosity("silent")
const python = await openPython(join(import.meta.dirname, "../.venv"), join(import.meta.dirname, "requirements.txt"))
// Two at a time: each mostly waits for Python.
const only = process.argv.slice(2)
const kinds = PLACE_KINDS.filter((kind) => only.length === 0 || only.includes(kind))
await Promise.all([lane(), lane()])
process.exitCode = failures === 0 ? 0 : 1

async function lane(): Promise<void> {
  for (let kind = kinds.shift(); kind !== undefined; kind = kinds.shift()) await tryAll(kind)
}

async function tryAll(kind: PlaceKind): Promise<void> {
  try {
    const missing = whyNoPlace(kind)
    if (missing !== undefined && process.env["CI"] === undefined) return console.log(`skipped  ${kind}: ${missing}`)
    if (missing !== undefined) throw new Error(missing)
    await readBoth(kind)
    await goOn(kind)
    if (kind === "postgresql" || kind === "journal-file") await mix(kind)
  } catch (error) {
    check(`${kind} throughout`, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

/** What we have written, Optuna reads, plots and lists. */
async function readBoth(kind: PlaceKind): Promise<void> {
  const place = await newPlace(kind)
  const storage = await openPlace(place.url, times)
  const studies = await writeStudies(storage)
  const names = studies.map(({ studyName }) => studyName)
  const read = names.map((name) => ["read", name, {}] as const)
  const looks = names.map((name) => ["look", name, {}] as const)
  const answers = await optuna(python, place.url, [...read, ...looks])
  for (const [i, study] of studies.entries()) {
    const { studyName } = study
    check(`${kind}: Optuna reads '${studyName}'`, difference(dumpStudy(study), answers[i], precisionMs(kind)))
    const { best, columns, plots, dashboard } = answers[studies.length + i] as Look
    const ourBest = study.directions.length > 1 ? study.bestTrials : [study.bestTrial]
    check(
      `${kind}: Optuna's best of '${studyName}', its data frame, ${Object.keys(plots).length} plots, dashboard`,
      difference({ best: ourBest.map(({ number }) => number).sort((a, b) => a - b) }, { best }) ??
        (columns.includes("state") ? undefined : `columns: ${columns}`) ??
        difference({ listed: [...names].sort(), trials: study.trials.length }, dashboard) ??
        Object.keys(plots).find((plot) => plots[plot] === 0),
    )
  }
  await storage.close()
  await place.remove()
}

/** Each goes on with what the other has begun. */
async function goOn(kind: PlaceKind): Promise<void> {
  const place = await newPlace(kind)
  const [created] = await optuna(python, place.url, [["create", "theirs", {}]])
  const storage = await openPlace(place.url, times)
  const study = await loadStudy({ storage, studyName: "theirs", sampler: new TPESampler({ seed: 5 }) })
  check(`${kind}: we read Optuna's study`, difference(dumpStudy(study), created, precisionMs(kind)))
  await study.optimize(objective, { nTrials: 10 })
  const before = study.trials.length
  const [further] = await optuna(python, place.url, [["goOn", "theirs", { nTrials: 10 }]])
  await study.sync()
  const theirs = further as StudyDump
  check(
    `${kind}: we go on with Optuna's, and Optuna with ours`,
    difference(dumpStudy(study), theirs, precisionMs(kind)),
  )
  const counts = [study.trials.length, theirs.trials.length]
  check(`${kind}: Optuna added 10 trials`, difference([before + 10, before + 10], counts))
  await storage.close()
  await place.remove()
}

function objective(trial: Parameters<Parameters<Study["optimize"]>[0]>[0]): number {
  const x = trial.suggestFloat("x", -1, 1)
  const n = trial.suggestInt("n", 1, 9)
  const kind = trial.suggestCategorical("kind", ["a", null, true, 2.5])
  trial.setUserAttr("by", "node")
  trial.setConstraint("budget", x - 0.5)
  for (let step = 0; step < 3; step++) trial.report(x + step, step)
  return x * x + n + (kind === null ? 0.5 : 0)
}

/** Two workers in Python and two in Node share a study. */
async function mix(kind: PlaceKind): Promise<void> {
  const place = await newPlace(kind)
  const storage = await openPlace(place.url, times)
  const algorithms = { sampler: new RandomSampler({ seed: 0 }), pruner: new NopPruner() }
  const study = await createStudy({ storage, studyName: "mixed", ...algorithms })
  const script = await bundled("worker")
  const nTrials = N_MIXED / 4
  const node = [1, 2].map(
    (seed) =>
      new WorkerProcess(script, {
        url: place.url,
        studyName: "mixed",
        times,
        seed,
        nTrials,
        trialMs: [2, 2],
        retries: false,
      }),
  )
  const pythons = [3, 4].map((seed) => optuna(python, place.url, [["work", "mixed", { seed, nTrials }]]))
  const ends = await Promise.all(node.map((worker) => worker.ended))
  const toldByPython = (await Promise.all(pythons)).flat(2) as [number, number][]
  const toldByNode = node.flatMap((worker) => worker.said("told").map(({ number, value }) => [number, value] as const))
  await study.sync()
  const told = [...toldByNode, ...toldByPython].sort((a, b) => a[0] - b[0])
  check(
    `${kind}: two workers in Python and two in Node told ${toldByPython.length} and ${toldByNode.length} trials`,
    difference([0, 0], ends) ??
      difference(
        study.trials.map(({ number, state, value }) => [number, state, value]),
        Array.from({ length: N_MIXED }, (_, i) => [i, "complete", told[i]?.[1]]),
      ) ??
      difference(
        told.map(([number]) => number),
        Array.from({ length: N_MIXED }, (_, i) => i),
      ),
  )
  await storage.close()
  await place.remove()
}

/** Optuna's columns keep microseconds, where we keep milliseconds, but whole seconds in MySQL. */
function precisionMs(kind: PlaceKind): number {
  return kind === "mariadb" ? 1000 : 1
}

function check(what: string, reason: string | undefined): void {
  console.log(reason === undefined ? `equal    ${what}` : `DIFFERS  ${what}: ${reason}`)
  if (reason !== undefined) failures++
}
