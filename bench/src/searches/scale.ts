/** Brings columns to mean 0 and standard deviation 1, as they have them in the rows that it is made of. */
export class Scale {
  readonly #means: readonly number[]
  readonly #deviations: readonly number[]

  constructor(X: readonly (readonly number[])[]) {
    const columns = (X[0] ?? []).map((_, j) => X.map((row) => row[j] as number))
    this.#means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length)
    this.#deviations = columns.map((column, j) => {
      const squares = column.reduce((sum, value) => sum + (value - (this.#means[j] as number)) ** 2, 0)
      return Math.sqrt(squares / column.length) || 1
    })
  }

  apply(X: readonly (readonly number[])[]): Float64Array[] {
    return X.map((row) =>
      Float64Array.from(row, (value, j) => (value - (this.#means[j] as number)) / (this.#deviations[j] as number)),
    )
  }
}
