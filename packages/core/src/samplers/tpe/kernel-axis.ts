import { logGaussMass } from "../../math/normal.ts"
import type { NumericAxis } from "./axes.ts"
import { PRIOR_MASS } from "./axes.ts"
import { upperTail } from "./cell-mass.ts"
import { CellTable } from "./cell-table.ts"
import { enlarged, enlargedInts } from "./enlarged.ts"

/** How many deviations out a tail is nothing beside 1. */
const NO_TAIL = 8.3
/** Into how many bins the range is divided, to find means without a search; those out of range are in the first or last. */
const N_BINS = 128

/**
 * One numeric axis of a mixture's kernels: their means, kept sorted, and their bandwidths. A bandwidth is the larger gap to the
 * two neighbours (Bergstra et al. 2011, section 4.2), clipped (Watanabe 2023, section 3.3.4, "magic clip"), so that a kernel
 * that comes or goes concerns its neighbours only. Kernels are known by slots; `rows` is what a sum reads, see {@link Mixture}.
 */
export class KernelAxis {
  readonly axis: NumericAxis
  readonly table: CellTable | undefined
  readonly #offset: number
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
  /** By bin: the first place in the order whose mean is in it or a later one; `size` after the last. */
  readonly starts: Int32Array = new Int32Array(N_BINS + 1)
  /** The smallest bandwidth that the clip allows. */
  minSigma: number
  /** The first `nWide` are the slots of larger bandwidth, in no order. */
  wide: Int32Array = new Int32Array(0)
  nWide = 0
  /** No kernel is higher. */
  maxHeight: number = -Infinity

  constructor(axis: NumericAxis, offset: number, stride: number) {
    this.axis = axis
    this.table = axis.cells && new CellTable(axis.cells)
    this.#offset = offset
    this.#stride = stride
    this.minSigma = axis.range / 2
  }

  grow(capacity: number): void {
    this.mu = enlarged(this.mu, capacity)
    this.sigma = enlarged(this.sigma, capacity)
    this.under = enlarged(this.under, capacity)
    this.over = enlarged(this.over, capacity)
    this.#height = enlarged(this.#height, capacity)
    this.order = enlargedInts(this.order, capacity)
    this.wide = enlargedInts(this.wide, capacity)
  }

  /** The bin of a mean. */
  binOf(mu: number): number {
    const { low, range } = this.axis
    return Math.max(0, Math.min(N_BINS - 1, Math.floor(((mu - low) / range) * N_BINS)))
  }

  /** Gives `slot` a mean, and no bandwidth yet. */
  put(slot: number, mu: number): void {
    this.mu[slot] = mu
    this.sigma[slot] = 0
    this.#height[slot] = 0
  }

  /** Adds the kernel in `slot`, which has its mean. `numbers` are the trials' numbers by slot. */
  insert(slot: number, numbers: Int32Array, rows: Float64Array): void {
    const { order, size } = this
    const place = this.#placeOf(slot, numbers)
    order.copyWithin(place + 1, place, size)
    order[place] = slot
    this.size = size + 1
    this.#shift(slot, 1)
    this.#refresh(place - 1, rows)
    this.#refresh(place, rows)
    this.#refresh(place + 1, rows)
  }

  /** Takes out the kernel in `slot`. */
  remove(slot: number, numbers: Int32Array, rows: Float64Array): void {
    const place = this.#placeOf(slot, numbers)
    this.order.copyWithin(place, place + 1, this.size)
    this.size--
    this.#shift(slot, -1)
    if ((this.sigma[slot] as number) > this.minSigma) this.#leaveWide(slot)
    this.#refresh(place - 1, rows)
    this.#refresh(place, rows)
  }

  /** Adds the kernels in the slots 0 to `size`, which are by trial number and have their means, before any others. */
  fill(size: number): void {
    const { mu, order } = this
    const sorted = mu.slice(0, size).sort()
    // How many of the equal means from a place on have been placed.
    const placed = new Int32Array(size)
    for (let slot = 0; slot < size; slot++) {
      const first = lowerBound(sorted, mu[slot] as number)
      order[first + (placed[first] as number)] = slot
      placed[first] = (placed[first] as number) + 1
      this.#shift(slot, 1)
    }
    this.size = size
    this.minSigma = 0
  }

  /** Clips all bandwidths anew if the number of kernels has changed the smallest one. */
  settle(rows: Float64Array): void {
    const minSigma = this.axis.range / Math.min(100, 2 + this.size)
    if (minSigma === this.minSigma) return
    this.minSigma = minSigma
    this.nWide = 0
    this.maxHeight = -Infinity
    for (let place = 0; place < this.size; place++) {
      const slot = this.order[place] as number
      const sigma = this.#bandwidth(place)
      if (sigma > minSigma) this.wide[this.nWide++] = slot
      this.#set(slot, place, sigma, rows)
    }
  }

  /** Counts the mean of `slot` in or out of the bins. */
  #shift(slot: number, by: 1 | -1): void {
    const { starts } = this
    for (let bin = this.binOf(this.mu[slot] as number) + 1; bin <= N_BINS; bin++)
      starts[bin] = (starts[bin] as number) + by
  }

  /** Of equal means the earlier trial's comes first. */
  #placeOf(slot: number, numbers: Int32Array): number {
    const { mu, order } = this
    const value = mu[slot] as number
    const number = numbers[slot] as number
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      const at = order[middle] as number
      const other = mu[at] as number
      if (other < value || (other === value && (numbers[at] as number) < number)) low = middle + 1
      else high = middle
    }
    return low
  }

  #refresh(place: number, rows: Float64Array): void {
    if (place < 0 || place >= this.size) return
    const slot = this.order[place] as number
    const sigma = this.#bandwidth(place)
    const isWide = sigma > this.minSigma
    if (isWide !== (this.sigma[slot] as number) > this.minSigma) {
      if (isWide) this.wide[this.nWide++] = slot
      else this.#leaveWide(slot)
    }
    this.#set(slot, place, sigma, rows)
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

  #set(slot: number, place: number, sigma: number, rows: Float64Array): void {
    const { axis, table } = this
    const mu = this.mu[slot] as number
    const row = slot * this.#stride
    if (table !== undefined) rows[row + this.#offset] = table.row(mu, this.#among(place, mu), sigma)
    if (sigma !== this.sigma[slot]) {
      this.sigma[slot] = sigma
      let height = Math.log(PRIOR_MASS) - this.#logMass(slot, (axis.low - mu) / sigma, (axis.high - mu) / sigma)
      if (axis.step === 0) height += Math.log(axis.range / sigma)
      rows[row] = (rows[row] as number) + (height - (this.#height[slot] as number))
      this.#height[slot] = height
      if (table === undefined) {
        rows[row + this.#offset] = mu
        rows[row + this.#offset + 1] = (axis.step === 0 ? Math.SQRT1_2 : 1) / sigma
      }
    }
    this.maxHeight = Math.max(this.maxHeight, this.#height[slot] as number)
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

  #leaveWide(slot: number): void {
    this.wide[this.wide.indexOf(slot)] = this.wide[--this.nWide] as number
  }
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
