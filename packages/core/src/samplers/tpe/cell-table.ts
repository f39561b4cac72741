import type { Cell } from "./axes.ts"
import { logCellMass } from "./cell-mass.ts"

/**
 * Log masses of kernels in the cells of a small grid, computed when they are first read. Kernels of one
 * mean have at most three bandwidths: that of the first among equals (or the only one), of the last, of those between.
 */
export class CellTable {
  /** By row and cell; NaN where not computed yet. */
  entries: Float64Array = new Float64Array(0)
  readonly width: number
  readonly #cells: readonly Cell[]
  readonly #rowOf = new Map<number, number>()
  /** By row. */
  readonly #mu: number[] = []
  readonly #sigma: number[] = []

  constructor(cells: readonly Cell[]) {
    this.#cells = cells
    this.width = cells.length
  }

  /** The row of kernels of mean `mu` and bandwidth `sigma`, where `among` is 0, 1 or 2: first, last or between. */
  row(mu: number, among: number, sigma: number): number {
    let first = this.#rowOf.get(mu)
    if (first === undefined) {
      first = this.#mu.length
      this.#rowOf.set(mu, first)
      this.#mu.push(mu, mu, mu)
      this.#sigma.push(0, 0, 0)
      this.#grow()
    }
    const row = first + among
    if (this.#sigma[row] !== sigma) {
      this.#sigma[row] = sigma
      this.entries.fill(NaN, row * this.width, (row + 1) * this.width)
    }
    return row
  }

  /** Computes an entry. */
  fill(row: number, k: number): number {
    const { left, right } = this.#cells[k] as Cell
    const mu = this.#mu[row] as number
    const sigma = this.#sigma[row] as number
    const entry = logCellMass((left - mu) / sigma, (right - mu) / sigma)
    this.entries[row * this.width + k] = entry
    return entry
  }

  #grow(): void {
    const needed = this.#mu.length * this.width
    if (needed <= this.entries.length) return
    const entries = new Float64Array(2 * needed)
    entries.set(this.entries)
    this.entries = entries
  }
}
