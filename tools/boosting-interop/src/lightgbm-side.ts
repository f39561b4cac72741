import { join } from "node:path"
import { Booster, cv, Dataset, train } from "@parzen/lightgbm"
import type { Answer } from "./answer.ts"
import type { CaseData } from "./case-files.ts"
import { CV_SEED } from "./cases.ts"
import { flat } from "./flat.ts"
import type { Table } from "./table.ts"

/** Trains a case with `train`, saves the model for Python, and answers what came out. */
export async function trainLightGBM(one: CaseData, folder: string): Promise<Answer> {
  const { name, params, rounds, tables, earlyStoppingRounds, nFolds } = one
  using trainSet = datasetOf(tables.train, one)
  using validSet = datasetOf(tables.validation, one, trainSet)
  const trained = await train({
    params,
    trainSet,
    numBoostRound: rounds,
    validSets: [trainSet, validSet],
    validNames: ["train", "validation"],
    earlyStoppingRounds,
  })
  using booster = trained.booster
  await booster.saveModel(join(folder, `${name}.node.model`))
  const X = matrixOf(tables.validation)
  const importances = (["split", "gain"] as const).map((kind) => [kind, byColumn(booster.featureImportance(kind))])
  return {
    predictions: flat(await booster.predict(X)),
    margins: flat(await booster.predict(X, { rawScore: true })),
    evaluations: trained.history,
    importances: Object.fromEntries(importances),
    ...(earlyStoppingRounds !== undefined && { bestRound: booster.bestIteration }),
    ...(nFolds !== undefined && { cv: await crossValidate(one) }),
  }
}

/** The predictions of the same training round by round, without promises. */
export function trainLightGBMSync({ params, rounds, tables, ...one }: CaseData): readonly number[] {
  using trainSet = datasetOf(tables.train, one)
  using booster = Booster.createSync(params, trainSet)
  for (let round = 0; round < rounds; round++) booster.updateSync()
  return flat(booster.predictSync(matrixOf(tables.validation)))
}

/** What Python's model predicts here. */
export async function predictLightGBM({ name, tables }: CaseData, folder: string): Promise<readonly number[]> {
  using booster = await Booster.load(join(folder, `${name}.python.model`))
  return flat(await booster.predict(matrixOf(tables.validation)))
}

async function crossValidate({ params, rounds, nFolds, tables, ...one }: CaseData): Promise<Answer["cv"]> {
  using trainSet = datasetOf(tables.train, one)
  const how = { nfold: nFolds, stratified: false, seed: CV_SEED }
  return await cv({ params, trainSet, numBoostRound: rounds, ...how })
}

function datasetOf(table: Table, { categorical }: Pick<CaseData, "categorical">, reference?: Dataset): Dataset {
  const { label, weight, group } = table
  const fields = { label, weight, group, freeRawData: false }
  return new Dataset(matrixOf(table), { ...fields, reference, categoricalFeature: categorical })
}

function matrixOf({ X, columns }: Table): { data: Float32Array; rows: number; columns: number } {
  return { data: X, rows: X.length / columns, columns }
}

function byColumn(scores: Float64Array): Record<string, readonly number[]> {
  return Object.fromEntries([...scores].map((score, i) => [`Column_${i}`, [score]]))
}
