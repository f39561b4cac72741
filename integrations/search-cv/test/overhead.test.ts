import { setVerbosity } from "@parzen/core"
import type { Data, Estimator } from "@parzen/model-selection"
import { loguniform, uniform } from "@parzen/model-selection"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { BaseSearchCV } from "../src/index.ts"
import { GridSearchCV, HalvingGridSearchCV, ParzenSearchCV, RandomizedSearchCV } from "../src/index.ts"
import { golden } from "./golden.ts"

beforeAll(() => setVerbosity("warning"))
afterAll(() => setVerbosity("info"))

/** Learns nothing: what is left of a search's time is the search's own. */
class Constant implements Estimator<Data, number> {
  readonly estimatorType = "classifier"
  readonly params: object

  constructor(params: object = { a: 1, b: 1, c: 1 }) {
    this.params = params
  }

  withParams(params: object): Constant {
    return new Constant({ ...this.params, ...params })
  }

  fit(): void {}

  predict(): number[] {
    return []
  }

  score(): number {
    return 0.5
  }
}

const list = [0, 1, 2, 3, 4, 5]
const grid = { a: list, b: list, c: list }
const space = { a: uniform(0, 1), b: loguniform(1e-3, 1), c: list }

// `npm run bench -- searches` finds 0.01 to 0.1 ms of processor time; the limit leaves room for slower machines.
test.each<[string, () => BaseSearchCV<Data, number>]>([
  ["GridSearchCV", () => new GridSearchCV(new Constant(), grid)],
  ["RandomizedSearchCV", () => new RandomizedSearchCV(new Constant(), space, { nIter: 200, randomState: 0 })],
  ["HalvingGridSearchCV", () => new HalvingGridSearchCV(new Constant(), grid, { randomState: 0 })],
  ["ParzenSearchCV", () => new ParzenSearchCV(new Constant(), space, { nTrials: 200, randomState: 0 })],
  ["ParzenSearchCV over a grid", () => new ParzenSearchCV(new Constant(), grid, { nTrials: 200, randomState: 0 })],
])("%s takes less than 1 ms for each fit, beside what the estimator takes", async (_, create) => {
  const times: number[] = []
  while (times.length < 5 && !(Math.min(...times) < 0.5)) {
    const begin = process.cpuUsage()
    const { cvResults, nSplits } = await create().fit(golden.X, golden.y)
    const { user, system } = process.cpuUsage(begin) // in µs
    times.push((user + system) / 1000 / (cvResults.params.length * nSplits))
  }
  expect(Math.min(...times)).toBeLessThan(1)
})
