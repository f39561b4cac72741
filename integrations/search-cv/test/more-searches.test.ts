import { readFileSync } from "node:fs"
import type { ScorerName } from "@parzen/model-selection"
import { KFold, loguniform, StratifiedKFold, uniform } from "@parzen/model-selection"
import { describe, expect, test } from "vitest"
import type { BaseSearchCV } from "../src/index.ts"
import { GridSearchCV, HalvingGridSearchCV, HalvingRandomSearchCV, RandomizedSearchCV } from "../src/index.ts"
import { GaussianNB } from "./gaussian-nb.ts"
import { golden } from "./golden.ts"

/** A search of scikit-learn 1.9.1 with options drawn at random. */
interface Recorded {
  readonly kind: "grid" | "random" | "randlist" | "hgrid" | "hrand"
  readonly rows: readonly number[]
  readonly cvSplits: number
  readonly scoring: ScorerName | null
  readonly seed: number
  readonly shuffle: boolean
  readonly strat: boolean
  readonly priors: readonly (readonly number[] | null)[]
  readonly vs: readonly number[]
  readonly train: boolean
  readonly nIter?: number
  readonly dist?: number
  readonly factor?: number
  readonly aggr?: boolean
  readonly min?: number | "smallest" | "exhaust"
  readonly n?: number | "exhaust"
  readonly best: number
  readonly keys: readonly string[]
  readonly columns: Readonly<Record<string, readonly (number | "nan" | null)[]>>
}

const file = readFileSync(new URL("golden/more-searches.json", import.meta.url), "utf8")
const { searches } = JSON.parse(file) as { readonly searches: readonly Recorded[] }

function create(recorded: Recorded): BaseSearchCV<number[][], number> {
  const { kind, seed, priors, vs, train, nIter, factor } = recorded
  const bayes = new GaussianNB()
  const grid = { priors, var_smoothing: vs }
  const scoring = recorded.scoring ?? undefined
  const split = {
    nSplits: recorded.cvSplits,
    shuffle: recorded.shuffle,
    randomState: recorded.shuffle ? seed : undefined,
  }
  const cv = recorded.strat ? new StratifiedKFold(split) : new KFold(split)
  const drawn = { priors, var_smoothing: recorded.dist === 1 ? uniform(0, 5) : loguniform(1e-9, 10) }
  const all = { cv, scoring, returnTrainScore: train }
  const halving = { cv, scoring, factor, randomState: seed }
  switch (kind) {
    case "grid":
      return new GridSearchCV(bayes, grid, all)
    case "random":
      return new RandomizedSearchCV(bayes, drawn, { ...all, nIter, randomState: seed })
    case "randlist":
      return new RandomizedSearchCV(bayes, [grid, { var_smoothing: vs }], { ...all, nIter, randomState: seed })
    case "hgrid":
      return new HalvingGridSearchCV(bayes, grid, {
        ...halving,
        minResources: recorded.min,
        aggressiveElimination: recorded.aggr,
      })
    case "hrand":
      return new HalvingRandomSearchCV(bayes, drawn, { ...halving, nCandidates: recorded.n })
  }
}

describe("scikit-learn's searches with other options, seeds and rows", () => {
  test.each(searches.map((recorded, i) => [`${recorded.kind} ${i}`, recorded] as const))("%s", async (_, recorded) => {
    const rows = recorded.rows.map((row) => golden.X[row] as number[])
    const labels = recorded.rows.map((row) => golden.y[row] as number)
    const search = await create(recorded).fit(rows, labels)
    const found = search.cvResults as unknown as Readonly<Record<string, readonly (number | undefined)[]>>
    expect(Object.keys(found).filter((key) => !key.includes("_time"))).toEqual(recorded.keys)
    for (const [key, recordedColumn] of Object.entries(recorded.columns)) {
      const column = recordedColumn.map((value) => (value === "nan" ? NaN : value))
      const near = found[key]?.map((value = null as never, i) => {
        const wanted = column[i] as number
        return Math.abs(value - wanted) <= 1e-12 * Math.abs(wanted) ? wanted : value
      })
      expect(near).toEqual(column)
    }
    expect(search.bestIndex).toBe(recorded.best)
  })
})
