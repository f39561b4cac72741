import { logGaussMass } from "../../math/normal.ts"
import type { NumericAxis } from "./axes.ts"
import { PRIOR_MASS } from "./axes.ts"
import { upperTail } from "./cell-mass.ts"
import { CellTable } from "./cell-table.ts"
import { enlarged } from "./enlarged.ts"

/** How many deviations out a tail is nothing beside 1. */
const NO_TAIL = 8.3

/**
 * One numeric axis of a mixture's kernels: their means, kept sorted, and their bandwidths. A bandwidth is the larger gap to the
 * two neighbours (Bergstra et al. 2011, section 4.2), clipped (Watanabe 2023, "magic clipping"), so that a kernel
 * that comes or goes concerns its neighbours only. Kernels are known by slots; `rows` is what a sum reads, see {@link Mixture}.
 */
export class KernelAxis {
  readonly axis: NumericAxis
  readonly table: CellTable | undefined
  readonly #stride: number
  /** By slot. */
  mu: Float64Array = new Float64Array(0)
  sigma: Float64Array = new Float64Array(0)
  /** What of the kernel's normal distribution lies below the range and above it; NaN if the mean lies outside. */
  under: Float64Array = new Float64Array(0)
  over: Float64Array = new Float64Array(0)
  #height: Float64Array = new Float64Array(0)
  /** The first `size` are the slots by mean; of equal ones the earlier trial's comes first. */
  order: Int32Array = new Int32Array(0)
  size = 0
  /** The smallest bandwidth that the clip allows. */
  minSigma: number
  /** No kernel is higher. */
  maxHeight: number = -Infinity
  /** Of the mixture: the trials' numbers by slot, and the rows. */
  #numbers: Int32Array = new Int32Array(0)
  #rows: Float64Array = new Float64Array(0)

  constructor(axis: NumericAxis, stride: number) {
    this.axis = axis
    this.table = axis.cells && new CellTable(axis.cells)
    this.#stride = stride
    this.minSigma = axis.range / 2
  }

  grow(numbers: Int32Array, rows: Float64Array): void {
    this.#numbers = numbers
    this.#rows = rows
    this.mu = enlarged(this.mu, numbers.length)
    this.sigma = enlarged(this.sigma, numbers.length)
    this.under = enlarged(this.under, numbers.length)
    this.over = enlarged(this.over, numbers.length)
    this.#height = enlarged(this.#height, numbers.length)
    this.order = enlarged(this.order, numbers.length)
  }

  /** The first place in the order whose mean is above `mu`, or is it and belongs to a trial of this number or later. */
  search(mu: number, number = 0): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      const slot = this.order[middle] as number
      const other = this.mu[slot] as number
      if (other < mu || (other === mu && (this.#numbers[slot] as number) < number)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Gives `slot` a mean, and no bandwidth yet. */
  put(slot: number, mu: number): void {
    this.mu[slot] = mu
    this.sigma[slot] = 0
    this.#height[slot] = 0
  }

  /** Adds the kernel in `slot`, which has its mean. */
  insert(slot: number): void {
    const place = this.search(this.mu[slot] as number, this.#numbers[slot])
    this.order.copyWithin(place + 1, place, this.size++)
    this.order[place] = slot
    for (let i = place - 1; i <= place + 1; i++) this.#refresh(i)
  }

  /** Takes out the kernel in `slot`. */
  remove(slot: number): void {
    const place = this.search(this.mu[slot] as number, this.#numbers[slot])
    this.order.copyWithin(place, place + 1, this.size--)
    this.#refresh(place - 1)
    this.#refresh(place)
  }

  /** Adds the kernels in the slots 0 to `size`, which are by trial number and have their means, before any others. */
  fill(size: number): void {
    const { mu } = this
    for (let slot = 0; slot < size; slot++) this.order[slot] = slot
    this.order.subarray(0, size).sort((a, b) => (mu[a] as number) - (mu[b] as number) || a - b)
    this.size = size
    this.minSigma = 0
  }

  /** Clips all bandwidths anew if the number of kernels has changed the smallest one. */
  settle(): void {
    const minSigma = this.axis.range / Math.min(100, 2 + this.size)
    if (minSigma === this.minSigma) return
    this.minSigma = minSigma
    this.maxHeight = -Infinity
    for (let place = 0; place < this.size; place++) this.#refresh(place)
  }

  /** Brings the kernel at a place, if there is one, up to date with its neighbours. */
  #refresh(place: number): void {
    const slot = this.order[place]
    if (slot === undefined || place >= this.size) return
    const rows = this.#rows
    const { axis, table } = this
    const { inKernel } = axis
    const mu = this.mu[slot] as number
    const sigma = this.#bandwidth(place)
    const row = slot * this.#stride
    if (table !== undefined) rows[row + inKernel] = table.row(mu, this.#among(place, mu), sigma)
    if (sigma !== this.sigma[slot]) {
      this.sigma[slot] = sigma
      let height = Math.log(PRIOR_MASS) - this.#logMass(slot, (axis.low - mu) / sigma, (axis.high - mu) / sigma)
      if (axis.step === 0) height += Math.log(axis.range / sigma)
      rows[row] = (rows[row] as number) + (height - (this.#height[slot] as number))
      this.#height[slot] = height
      if (table === undefined) {
        rows[row + inKernel] = mu
        rows[row + inKernel + 1] = (axis.step === 0 ? Math.SQRT1_2 : 1) / sigma
      }
    }
    this.maxHeight = Math.max(this.maxHeight, this.#height[slot] as number)
  }

  #bandwidth(place: number): number {
    const { mu, order, size, axis } = this
    const at = mu[order[place] as number] as number
    const last = size - 1
    let left = at - (place === 0 ? axis.low : (mu[order[place - 1] as number] as number))
    let right = (place === last ? axis.high : (mu[order[place + 1] as number] as number)) - at
    // The ends of the range count only for an observation that is alone.
    if (last > 0) {
      if (place === 0) left = right
      else if (place === last) right = left
    }
    return Math.min(Math.max(left, right, this.minSigma), axis.range)
  }

  /** Log of what the range holds of the kernel's normal distribution, `low` to `high` in its deviations. */
  #logMass(slot: number, low: number, high: number): number {
    if (low > 0 || high < 0) {
      this.under[slot] = NaN
      return logGaussMass(low, high)
    }
    const under = low < -NO_TAIL ? 0 : upperTail(-low)
    const over = high > NO_TAIL ? 0 : upperTail(high)
    this.under[slot] = under
    this.over[slot] = over
    return under + over === 0 ? 0 : Math.log(1 - under - over)
  }

  /** Whether the kernel is the first (or only) one of its mean, the last, or between. */
  #among(place: number, mu: number): number {
    if (place === 0 || this.mu[this.order[place - 1] as number] !== mu) return 0
    return place === this.size - 1 || this.mu[this.order[place + 1] as number] !== mu ? 1 : 2
  }
}
