import type { Params } from "../../distributions/distribution.ts"
import { log } from "../../math/log.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { ColumnBounds, NumericDistribution } from "../../space/transform.ts"
import { columnBounds, fromColumn } from "../../space/transform.ts"

/** A search space as crossover and mutation see it: numeric parameters are genes, in nats with `log`; categorical ones stay as they are. */
export class Genome {
  readonly categorical: readonly string[]
  readonly numeric: readonly string[]
  /** Of the genes, in their order. */
  readonly bounds: readonly ColumnBounds[]
  /** All parameters, the categorical ones before the others. */
  readonly names: readonly string[]
  /** Indices of {@link names}: as they are. */
  readonly categoricalFirst: Int32Array
  /** Indices of {@link names}: in the order of the space. */
  readonly inSpace: Int32Array
  readonly #space: SearchSpace
  readonly #distributions: readonly NumericDistribution[]

  constructor(space: SearchSpace) {
    const categorical: string[] = []
    const numeric: string[] = []
    const distributions: NumericDistribution[] = []
    for (const [name, distribution] of space) {
      if (distribution.kind === "categorical") categorical.push(name)
      else {
        numeric.push(name)
        distributions.push(distribution)
      }
    }
    const names = [...categorical, ...numeric]
    this.categorical = categorical
    this.numeric = numeric
    this.bounds = distributions.map(columnBounds)
    this.names = names
    this.categoricalFirst = Int32Array.from(names.keys())
    this.inSpace = Int32Array.from([...space.keys()], (name) => names.indexOf(name))
    this.#space = space
    this.#distributions = distributions
  }

  /** Whether it is made of the same distributions in the same order. */
  fits(space: SearchSpace): boolean {
    if (space === this.#space) return true
    if (space.size !== this.#space.size) return false
    const own = this.#space.entries()
    for (const [name, distribution] of space) {
      const [ownName, ownDistribution] = own.next().value as [string, unknown]
      if (name !== ownName || distribution !== ownDistribution) return false
    }
    return true
  }

  /** The genes of a trial with these parameters. */
  genes(params: Readonly<Params>): Float64Array {
    const genes = new Float64Array(this.numeric.length)
    for (let i = 0; i < genes.length; i++) genes[i] = this.#encode(i, params[this.numeric[i] as string] as number)
    return genes
  }

  /**
   * Writes the values that `genes` stand for into `values`; answers whether all are in range. Those that are rounded or on a
   * logarithmic scale always are.
   */
  express(genes: ArrayLike<number>, values: Float64Array): boolean {
    for (let i = 0; i < values.length; i++) {
      const gene = genes[i] as number
      const distribution = this.#distributions[i] as NumericDistribution
      const value = fromColumn(distribution, gene)
      if (Number.isNaN(gene) || !distribution.contains(value)) return false
      values[i] = value
    }
    return true
  }

  /** The value of the numeric parameter `i` after `change`, moved to the nearer bound if it left the range. */
  changed(i: number, value: number, change: (gene: number, bounds: ColumnBounds) => number): number {
    const bounds = this.bounds[i] as ColumnBounds
    const gene = change(this.#encode(i, value), bounds)
    return fromColumn(this.#distributions[i] as NumericDistribution, Math.min(Math.max(gene, bounds.low), bounds.high))
  }

  #encode(i: number, value: number): number {
    return (this.#distributions[i] as NumericDistribution).log ? log(value) : value
  }
}
