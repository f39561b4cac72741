import { median } from "../median.ts"
import { digits, table } from "../table.ts"
import type { Target } from "../target.ts"
import { targetsTable } from "../target.ts"
import { N_TRIALS, SEEDS } from "./duels.ts"
import type { SearchResults } from "./judge.ts"

/** The results as text, for a terminal. */
export function searchesText(results: SearchResults, targets: readonly Target[]): string {
  return [duelsTable(results), gridText(results), costsTable(results), targetsTable(targets)].join("\n\n")
}

function duelsTable({ duels }: SearchResults): string {
  const header = ["data, model", "Parzen", "Randomized", "Parzen better", "equal", "worse", "p better", "p worse"]
  const rows = duels.map(({ task, parzen, randomized, parzenWins, randomizedWins, pGreater, pLess }) => [
    task,
    median(parzen).toFixed(4),
    median(randomized).toFixed(4),
    String(parzenWins),
    String(SEEDS - parzenWins - randomizedWins),
    String(randomizedWins),
    pGreater.toPrecision(2),
    pLess.toPrecision(2),
  ])
  const caption = `Best score of ${N_TRIALS} candidates, median over ${SEEDS} seeds; p: one-sided paired Wilcoxon test`
  return `${caption}\n${table(header, rows)}`
}

function gridText({ grid: { gridFits, parzenFits } }: SearchResults): string {
  const needed = parzenFits.map((fits) => fits ?? Infinity)
  const found = needed.filter((fits) => fits < Infinity)
  return (
    `The example's grid: GridSearchCV makes ${gridFits} fits; with at most half of them ParzenSearchCV finds its best score ` +
    `for ${found.length} of ${needed.length} seeds, after a median of ${digits(median(needed))} fits, ${Math.max(...found)} at most`
  )
}

function costsTable({ costs }: SearchResults): string {
  const rows = costs.map(({ search, fits, msPerFit }) => [search, String(fits), digits(msPerFit)])
  return `A search beside its estimators, 150 rows\n${table(["search", "fits", "processor ms a fit"], rows)}`
}
