import type { Params } from "../../distributions/distribution.ts"
import { log } from "../../math/log.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { NumericDistribution } from "../../space/transform.ts"
import { columnBounds, fromColumn } from "../../space/transform.ts"

interface Column {
  readonly name: string
  readonly distribution: NumericDistribution
  readonly low: number
  readonly width: number
  /** Between neighbouring values, on the cube's scale; 0 where there is no grid, or it is not even. */
  readonly step: number
}

/** A space of numeric parameters as a cube: each range, in log space where it is logarithmic, is mapped to [0, 1]. */
export class UnitCube {
  readonly #columns: readonly Column[]

  /** With `isWidened`, ranges with a step reach half a step beyond both ends, so that rounding gives each value an equal share. */
  constructor(space: SearchSpace, isWidened: boolean) {
    this.#columns = [...space].flatMap(([name, distribution]) =>
      distribution.kind === "categorical" ? [] : [columnOf(name, distribution, isWidened)],
    )
  }

  get dim(): number {
    return this.#columns.length
  }

  get names(): string[] {
    return this.#columns.map(({ name }) => name)
  }

  /** The steps of the parameters' grids, 0 for those without. */
  get steps(): Float64Array {
    return Float64Array.from(this.#columns, ({ step }) => step)
  }

  /** The point of `params`, or `undefined` where one is missing, or none of its range can be (0 on a logarithmic scale). */
  toPoint(params: Readonly<Params>): Float64Array | undefined {
    const point = new Float64Array(this.dim)
    for (let i = 0; i < point.length; i++) {
      const { name, distribution, low, width } = this.#columns[i] as Column
      const value = params[name]
      if (typeof value !== "number") return undefined
      point[i] = ((distribution.log ? log(value) : value) - low) / width
      if (!Number.isFinite(point[i])) return undefined
    }
    return point
  }

  /** The parameters at `point`, on their grids and in their ranges. */
  toParams(point: Float64Array): Params {
    const params: Params = {}
    for (let i = 0; i < point.length; i++) {
      const { name, distribution, low, width } = this.#columns[i] as Column
      params[name] = fromColumn(distribution, low + (point[i] as number) * width)
    }
    return params
  }
}

function columnOf(name: string, distribution: NumericDistribution, isWidened: boolean): Column {
  const { low, high, step, log: logarithmic } = distribution
  const bounds = isWidened
    ? columnBounds(distribution)
    : logarithmic
      ? { low: log(low), high: log(high) }
      : { low, high }
  const onGrid = step !== undefined && !logarithmic
  return {
    name,
    distribution,
    low: bounds.low,
    width: bounds.high - bounds.low,
    step: onGrid ? step / (high - low) : 0,
  }
}
