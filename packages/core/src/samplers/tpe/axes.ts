import type { CategoricalDistribution } from "../../distributions/categorical.ts"
import type { Distribution } from "../../distributions/distribution.ts"
import { sameDistribution } from "../../distributions/distribution.ts"
import type { FloatDistribution } from "../../distributions/float.ts"
import type { IntDistribution } from "../../distributions/int.ts"
import { log } from "../../math/log.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import { cellMass } from "./cell-mass.ts"

/** Up to how many grid points the masses of an axis's cells are kept. */
const SMALL_GRID = 64

/** What the range holds of the prior's kernel, half a deviation to either side. */
export const PRIOR_MASS = 0.38292492254802624

/** A numeric parameter on its scale, with a grid widened by half a step to either side. */
export interface NumericAxis {
  readonly distribution: FloatDistribution | IntDistribution
  /** Of the kernels' densities. */
  readonly low: number
  readonly high: number
  /** Mean and deviation of the prior's kernel. */
  readonly middle: number
  readonly range: number
  /** Distance of the grid points; 0 without a grid. */
  readonly step: number
  /** How many grid points there are; 0 without a grid. */
  readonly size: number
  /** The cells of a small grid. */
  readonly cells: readonly Cell[] | undefined
  /** Where in a kernel's row the axis begins, and where in a candidate's. */
  readonly inKernel: number
  readonly inCandidate: number
}

/** What belongs to a grid point: half a step to either side. */
export interface Cell {
  readonly left: number
  readonly right: number
  /** Log of the prior's mass in it. */
  readonly logPrior: number
}

/**
 * The parameters of a space in the order in which the mixtures keep them: continuous ones, ones on a small grid, ones on a large
 * grid, categorical ones.
 */
export class Axes {
  readonly names: readonly string[]
  readonly distributions: readonly Distribution[]
  /** Of each parameter, in the order of the space: its place in the order of the mixtures. */
  readonly places: readonly number[]
  readonly numeric: readonly NumericAxis[]
  /** The places of the numeric parameters, in the order of the space. */
  readonly numericPlaces: readonly number[]
  readonly categorical: readonly CategoricalDistribution[]
  readonly nContinuous: number
  /** The same, with empty axes at their end up to an even number that is not 0: sums take two at a time. */
  readonly nPadded: number
  readonly nSmall: number
  readonly nLarge: number
  /** Where in a kernel's row the choices begin. */
  readonly choicesInKernel: number
  /** How far rounding alone can move a score, in nats: the cells of a fine grid are small differences of large masses. */
  readonly noise: number

  constructor(space: SearchSpace) {
    this.names = [...space.keys()]
    this.distributions = [...space.values()]
    const kinds = this.distributions.map(kindOf)
    this.places = kinds.map((kind, i) => kinds.filter((other, j) => other < kind || (other === kind && j < i)).length)
    const sorted: Distribution[] = []
    for (const [i, place] of this.places.entries()) sorted[place] = this.distributions[i] as Distribution
    const count = (wanted: Kind): number => kinds.filter((kind) => kind === wanted).length
    this.nContinuous = count(CONTINUOUS)
    this.nPadded = Math.max(2, this.nContinuous + (this.nContinuous & 1))
    this.nSmall = count(SMALL)
    this.nLarge = count(LARGE)
    const nNumeric = this.nContinuous + this.nSmall + this.nLarge
    this.categorical = sorted.slice(nNumeric) as CategoricalDistribution[]
    this.choicesInKernel = 1 + 2 * this.nPadded + this.nSmall
    this.numeric = sorted.slice(0, nNumeric).map((distribution, i) => {
      const onGrid = i - this.nContinuous
      const inLarge = this.choicesInKernel + this.categorical.length + 2 * (onGrid - this.nSmall)
      const inKernel = onGrid < 0 ? 1 + 2 * i : onGrid < this.nSmall ? 1 + 2 * this.nPadded + onGrid : inLarge
      const inCandidate = onGrid < 0 ? i : this.nPadded + onGrid
      return numericAxis(distribution as FloatDistribution | IntDistribution, inKernel, inCandidate)
    })
    this.numericPlaces = this.places.filter((place) => place < nNumeric)
    this.noise = this.numeric.reduce((sum, { size }) => sum + 1e-14 * size, 0)
  }

  /** Whether these are the axes of `space`. */
  matches(space: SearchSpace): boolean {
    if (space.size !== this.names.length) return false
    let i = 0
    for (const [name, distribution] of space) {
      if (name !== this.names[i] || !sameDistribution(distribution, this.distributions[i] as Distribution)) return false
      i++
    }
    return true
  }
}

/** Whether a density can be had over a parameter: its range must be a number. Others are drawn uniformly. */
export function isModelled(distribution: Distribution): boolean {
  return distribution.kind === "categorical" || distribution.high - distribution.low < Infinity
}

const CONTINUOUS = 0
const SMALL = 1
const LARGE = 2
const CATEGORICAL = 3
type Kind = typeof CONTINUOUS | typeof SMALL | typeof LARGE | typeof CATEGORICAL

function kindOf(distribution: Distribution): Kind {
  if (distribution.kind === "categorical") return CATEGORICAL
  const size = gridSize(distribution)
  return size === 0 ? CONTINUOUS : size <= SMALL_GRID ? SMALL : LARGE
}

function gridSize({ low, high, step }: FloatDistribution | IntDistribution): number {
  return step === undefined ? 0 : Math.round((high - low) / step) + 1
}

function numericAxis(
  distribution: FloatDistribution | IntDistribution,
  inKernel: number,
  inCandidate: number,
): NumericAxis {
  const step = distribution.step ?? 0
  const low = toScale(distribution, distribution.low - step / 2)
  const high = toScale(distribution, distribution.high + step / 2)
  const size = gridSize(distribution)
  const axis = {
    distribution,
    low,
    high,
    middle: 0.5 * (low + high),
    range: high - low,
    step,
    size,
    cells: undefined,
    inKernel,
    inCandidate,
  }
  if (size === 0 || size > SMALL_GRID) return axis
  return { ...axis, cells: Array.from({ length: size }, (_, k) => cellOf(axis, gridValue(distribution, k))) }
}

/** The cell around a grid point of this value. */
export function cellOf({ distribution, middle, range, step }: NumericAxis, value: number): Cell {
  const left = toScale(distribution, value - step / 2)
  const right = toScale(distribution, value + step / 2)
  return { left, right, logPrior: Math.log(cellMass((left - middle) / range, (right - middle) / range)) }
}

/** `value` on the scale of its distribution. */
export function toScale(distribution: FloatDistribution | IntDistribution, value: number): number {
  return distribution.log ? log(value) : value
}

/** The value of the grid point `k`. */
export function gridValue({ low, high, step = 0 }: FloatDistribution | IntDistribution, k: number): number {
  return Math.min(low + k * step, high)
}
