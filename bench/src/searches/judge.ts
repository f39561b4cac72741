import { median } from "../median.ts"
import type { Target } from "../target.ts"
import { atLeast, atMost } from "../target.ts"
import type { SearchCost } from "./cost-per-fit.ts"
import type { Duel } from "./duels.ts"
import type { HalfTheFits } from "./half-the-fits.ts"

/** Everything that the bench measured. */
export interface SearchResults {
  readonly costs: readonly SearchCost[]
  readonly grid: HalfTheFits
  readonly duels: readonly Duel[]
}

/** Judges the results. */
export function judge({ costs, grid: { gridFits, parzenFits }, duels }: SearchResults): Target[] {
  const worst = Math.max(...costs.map(({ msPerFit }) => msPerFit))
  const needed = median(parzenFits.map((fits) => fits ?? Infinity))
  return [
    ...duels.map(({ task, medianDifference }) =>
      atLeast(0, medianDifference, `${task}: median of ParzenSearchCV's score less RandomizedSearchCV's`),
    ),
    ...duels.map(({ task, pGreater }) => atMost(0.05, pGreater, `${task}: p that ParzenSearchCV is no better`)),
    atMost(0.5, needed / gridFits, "of GridSearchCV's fits, until as good as its best, median over the seeds"),
    atMost(1, worst, "ms of processor time a fit beside the estimator, the slowest search"),
  ]
}
