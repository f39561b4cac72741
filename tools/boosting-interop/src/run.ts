// `npm run boosting-interop [-- --seed=1] [-- --only=ranking]`: trains each case with Python's xgboost and lightgbm and with ours, on
// the same rows, and compares. What must be equal is equal to the last bit, importances and means over folds to a relative 1e-6 and
// 1e-12. Exits with 1 if anything differs.
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { setVerbosity } from "@parzen/core"
import { loadLightGBM } from "@parzen/lightgbm"
import { loadXGBoost } from "@parzen/xgboost"
import { openPython } from "../../open-python.ts"
import type { Answer } from "./answer.ts"
import type { CaseData } from "./case-files.ts"
import { drawCases, writeCases } from "./case-files.ts"
import { CASES } from "./cases.ts"
import { compare, largest } from "./compare.ts"
import { predictLightGBM, trainLightGBM, trainLightGBMSync } from "./lightgbm-side.ts"
import { runPython } from "./python.ts"
import { predictXGBoost, trainXGBoost, trainXGBoostSync } from "./xgboost-side.ts"

/** By how much numbers may differ. */
const LIMITS: Readonly<Record<string, number>> = { importances: 1e-6, cv: 1e-12 }

const SIDES = {
  xgboost: { train: trainXGBoost, trainSync: trainXGBoostSync, predict: predictXGBoost },
  lightgbm: { train: trainLightGBM, trainSync: trainLightGBMSync, predict: predictLightGBM },
}

const { values } = parseArgs({
  options: { seed: { type: "string", default: "0" }, only: { type: "string", default: "" } },
})
const cases = drawCases(
  CASES.filter(({ name }) => name.includes(values.only)),
  Number(values.seed),
)
setVerbosity("warning")
const folder = mkdtempSync(join(tmpdir(), "parzen-boosting-"))
try {
  process.exitCode = (await compareAll(cases)) === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

/** How many differ. */
async function compareAll(all: readonly CaseData[]): Promise<number> {
  const python = await openPython(
    join(import.meta.dirname, "../.venv"),
    join(import.meta.dirname, "../requirements.txt"),
  )
  writeCases(all, folder)
  await runPython(python, "train", folder)
  const answers = readJson<Record<string, Answer> & { readonly versions: { readonly xgboost: string } }>("answers.json")
  const { version, path } = loadXGBoost()
  console.log(`XGBoost ${version} of ${path}, LightGBM of ${loadLightGBM().path}`)
  let failures = report("XGBoost's version", {
    version: largest(numbersOf(version), numbersOf(answers.versions.xgboost)),
  })
  const sync = new Map<string, readonly number[]>()
  for (const one of all) {
    const theirs = answers[one.name] as Answer
    const ours = await SIDES[one.library].train(one, folder)
    if (one.earlyStoppingRounds === undefined) sync.set(one.name, SIDES[one.library].trainSync(one))
    const pythonsModel = await SIDES[one.library].predict(one, folder)
    failures += report(one.name, {
      ...compare(ours, theirs),
      "Python's model here": largest(pythonsModel, theirs.predictions),
      ...(sync.has(one.name) && { "sync path": largest(sync.get(one.name), theirs.predictions) }),
    })
  }
  await runPython(python, "predict", folder)
  const predictions = readJson<Record<string, readonly number[]>>("predictions.json")
  const differences = all.map(({ name }) => largest(predictions[name], answers[name]?.predictions))
  return failures + report(`our ${all.length} models in Python`, { predictions: Math.max(...differences) })
}

/** Prints the differences, and answers 1 if one is too large. */
function report(name: string, differences: Readonly<Record<string, number>>): number {
  const tooLarge = Object.entries(differences).filter(([what, difference]) => difference > (LIMITS[what] ?? 0))
  const shown = Object.entries(differences).map(
    ([what, value]) => `${what} ${value === 0 ? 0 : value.toExponential(1)}`,
  )
  console.log(`${tooLarge.length === 0 ? "ok    " : "FAILED"}  ${name}: ${shown.join(", ")}`)
  return tooLarge.length === 0 ? 0 : 1
}

/** `3.2.0` as numbers, to be compared like the rest. */
function numbersOf(version: string): number[] {
  return version.split(".").map(Number)
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T
}
