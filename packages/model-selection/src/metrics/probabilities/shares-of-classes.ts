import { average } from "../average.ts"
import { columnOf } from "../table.ts"
import type { Probabilities } from "./check-probabilities.ts"

/** For each row the share of each class among all rows: what one predicts who knows nothing else. */
export function sharesOfClasses({ rows, columns, truth, weights }: Probabilities): Float64Array {
  const table = { rows, columns, data: truth }
  const shares = Float64Array.from({ length: columns }, (_, j) => average(columnOf(table, j), weights))
  return truth.map((_, at) => shares[at % columns] as number)
}
