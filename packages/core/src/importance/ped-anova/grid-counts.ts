import type { CategoricalDistribution } from "../../distributions/categorical.ts"
import type { Distribution, ParamValue } from "../../distributions/distribution.ts"
import type { FloatDistribution } from "../../distributions/float.ts"
import type { IntDistribution } from "../../distributions/int.ts"
import { log } from "../../math/log.ts"
import { roundHalfEven } from "../../math/round-half-even.ts"

/** A grid over one parameter's range: its cells, and the cell of a value. */
export interface ParamGrid {
  readonly nCells: number
  cell(value: ParamValue): number
}

/**
 * The grid of `distribution`, which has more than one value: a cell for each choice, else at most `nSteps` equal ones, on the
 * parameter's scale; a value between two cells belongs to the lower one. Integers on a logarithmic scale have as many cells as
 * their number of values has bits (Optuna 5.0.0).
 */
export function paramGrid(distribution: Distribution, nSteps: number): ParamGrid {
  return distribution.kind === "categorical" ? choiceGrid(distribution) : numericGrid(distribution, nSteps)
}

function choiceGrid(distribution: CategoricalDistribution): ParamGrid {
  return { nCells: distribution.choices.length, cell: (value) => distribution.toInternal(value) }
}

function numericGrid(distribution: FloatDistribution | IntDistribution, nSteps: number): ParamGrid {
  const nCells = Math.min(numberOfValues(distribution), nSteps)
  // A range wider than the largest double is halved.
  const scale = distribution.high - distribution.low < Infinity ? 1 : 0.5
  const project = (value: number): number => (distribution.log ? log(value) : value * scale)
  const low = project(distribution.low)
  const size = (project(distribution.high) - low) / (nCells - 1)
  return {
    nCells,
    cell: (value) => Math.min(Math.max(Math.ceil((project(value as number) - low) / size - 0.5), 0), nCells - 1),
  }
}

function numberOfValues({ kind, low, high, step, log: logarithmic }: FloatDistribution | IntDistribution): number {
  if (kind === "int" && logarithmic) return Math.ceil(log(high - low + 1) / log(2)) + 1
  return step === undefined ? Infinity : roundHalfEven((high - low) / step) + 1
}
