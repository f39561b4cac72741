import { describe, ParzenError } from "@parzen/core"

/** The values to try of each parameter. */
export type ParamGrid = Readonly<Record<string, ArrayLike<unknown>>>

/** One value of each parameter of a grid. */
export type GridPoint<Grid extends ParamGrid> = Grid extends ParamGrid
  ? { -readonly [Name in keyof Grid]: Grid[Name] extends ArrayLike<infer Value> ? Value : never }
  : never

/**
 * Every combination of the values of a grid, or of several grids one after another: parameters by name, the last of
 * them changes fastest (scikit-learn 1.9, `ParameterGrid`).
 */
export class ParameterGrid<const Grid extends ParamGrid = ParamGrid> implements Iterable<GridPoint<Grid>> {
  /** How many combinations there are. */
  readonly length: number
  readonly #grids: readonly SortedGrid[]

  /** @throws INVALID_ARGUMENT unless each parameter has a list of one value or more */
  constructor(paramGrid: Grid | readonly Grid[]) {
    this.#grids = checkParamGrids(paramGrid).map(sortGrid)
    this.length = this.#grids.reduce((total, { size }) => total + size, 0)
  }

  /**
   * Combination `index`, from 0. Its parameters come by name descending, as scikit-learn's do.
   * @throws INVALID_ARGUMENT for an index that is not there
   */
  at(index: number): GridPoint<Grid> {
    let left = index
    for (const grid of this.#grids) {
      if (left < grid.size && Number.isInteger(left) && left >= 0) return toPoint(entriesAt(grid, left).reverse())
      left -= grid.size
    }
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `index: is a whole number from 0 and below ${this.length}, got ${describe(index)}`,
    )
  }

  *[Symbol.iterator](): Generator<GridPoint<Grid>> {
    for (const grid of this.#grids) for (let i = 0; i < grid.size; i++) yield toPoint(entriesAt(grid, i))
  }
}

/** Parameters by name ascending. */
interface SortedGrid {
  readonly entries: readonly (readonly [string, ArrayLike<unknown>])[]
  readonly size: number
}

function checkParamGrids(paramGrid: ParamGrid | readonly ParamGrid[]): readonly ParamGrid[] {
  const grids: readonly unknown[] = Array.isArray(paramGrid) ? paramGrid : [paramGrid]
  for (const grid of grids) {
    if (typeof grid !== "object" || grid === null || Array.isArray(grid)) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `paramGrid: takes an object of lists, or a list of those, got ${describe(grid)}`,
      )
    }
    for (const [name, values] of Object.entries(grid)) checkValues(name, values)
  }
  return grids as readonly ParamGrid[]
}

/** @throws INVALID_ARGUMENT for what is no list, and an empty one */
export function checkValues(name: string, values: unknown): void {
  if (!isList(values))
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'${name}': takes a list of values, got ${describe(values)}; one value goes in a list too`,
    )
  if (values.length === 0)
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes one value or more, got an empty list`)
}

function isList(values: unknown): values is ArrayLike<unknown> {
  return Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView))
}

function sortGrid(grid: ParamGrid): SortedGrid {
  const entries = byName(grid)
  return { entries, size: entries.reduce((size, [, values]) => size * values.length, 1) }
}

/** The entries of `record` in ascending order of their names. */
export function byName<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

function entriesAt({ entries }: SortedGrid, index: number): [string, unknown][] {
  let left = index
  const chosen = entries.toReversed().map(([name, values]): [string, unknown] => {
    const place = left % values.length
    left = Math.floor(left / values.length)
    return [name, values[place]]
  })
  return chosen.reverse()
}

function toPoint<Grid extends ParamGrid>(entries: readonly (readonly [string, unknown])[]): GridPoint<Grid> {
  return Object.fromEntries(entries) as GridPoint<Grid>
}
