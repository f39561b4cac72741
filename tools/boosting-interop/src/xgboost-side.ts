import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { ImportanceType } from "@parzen/xgboost"
import { Booster, cv, DMatrix, train } from "@parzen/xgboost"
import type { Answer } from "./answer.ts"
import type { CaseData } from "./case-files.ts"
import { CV_SEED } from "./cases.ts"
import { flat } from "./flat.ts"
import type { Table } from "./table.ts"

const TREE_IMPORTANCES = ["weight", "gain", "cover", "total_gain", "total_cover"] as const

/** Trains a case with `train`, saves the model for Python, and answers what came out. */
export async function trainXGBoost(one: CaseData, folder: string): Promise<Answer> {
  const { name, params, rounds, tables, earlyStoppingRounds, nFolds } = one
  using dtrain = matrixOf(tables.train, one)
  using dvalid = matrixOf(tables.validation, one)
  const evals = [
    [dtrain, "train"],
    [dvalid, "validation"],
  ] as const
  const trained = await train({ params, dtrain, numBoostRound: rounds, evals, earlyStoppingRounds })
  using booster = trained.booster
  await writeFile(join(folder, `${name}.node.model`), booster.toBytes())
  const kinds = params["booster"] === "gblinear" ? (["weight"] as const) : TREE_IMPORTANCES
  return {
    predictions: flat(await booster.predict(dvalid)),
    margins: flat(await booster.predict(dvalid, { outputMargin: true })),
    evaluations: trained.history,
    importances: Object.fromEntries(kinds.map((kind) => [kind, importanceOf(booster, kind)])),
    ...(booster.bestIteration !== undefined && { bestRound: booster.bestIteration }),
    ...(nFolds !== undefined && {
      cv: await cv({ params, dtrain, numBoostRound: rounds, nfold: nFolds, seed: CV_SEED }),
    }),
  }
}

/** The predictions of the same training round by round, without promises. */
export function trainXGBoostSync({ params, rounds, tables, ...one }: CaseData): readonly number[] {
  using dtrain = matrixOf(tables.train, one)
  using dvalid = matrixOf(tables.validation, one)
  using booster = new Booster(params, [dtrain, dvalid])
  for (let round = 0; round < rounds; round++) booster.updateSync(dtrain, round)
  return flat(booster.predictSync(dvalid))
}

/** What Python's model predicts here. */
export async function predictXGBoost(one: CaseData, folder: string): Promise<readonly number[]> {
  using dvalid = matrixOf(one.tables.validation, one)
  using booster = Booster.fromBytes(await readFile(join(folder, `${one.name}.python.model`)))
  return flat(await booster.predict(dvalid))
}

function matrixOf(table: Table, one: Pick<CaseData, "table">): DMatrix {
  const { X, columns, label, weight, baseMargin, group } = table
  const fields = { label, weight, baseMargin, group, missing: one.table.missingValue }
  return new DMatrix({ data: X, rows: X.length / columns, columns }, fields)
}

function importanceOf(booster: Booster, kind: ImportanceType): Record<string, readonly number[]> {
  const scores = Object.entries(booster.importance(kind))
  return Object.fromEntries(scores.map(([name, score]) => [name, typeof score === "number" ? [score] : score]))
}
