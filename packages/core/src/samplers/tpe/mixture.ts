import { pairwiseSum } from "../../math/pairwise-sum.ts"
import type { Axes } from "./axes.ts"
import type { CellTable } from "./cell-table.ts"
import { enlarged } from "./enlarged.ts"
import { KernelAxis } from "./kernel-axis.ts"

/** How many of the latest observations have the full weight. */
const N_FLAT = 25

/**
 * One of the two densities of TPE (Bergstra et al. 2011): a mixture with a kernel for each observation and one for the prior,
 * each kernel a product over the axes of truncated normals and categorical weights. Observations come and go one by one, and
 * only what that changes is computed again.
 *
 * A kernel lives in a slot. Its row in `rows` is what a sum over the kernels reads:
 * `height | mu, 1 / (sigma sqrt 2) | row of the cell table | choice | mu, 1 / sigma`, the first the sum over the numeric axes, the
 * others for each continuous axis (padded), each one on a small grid, each categorical one and each one on a large grid.
 */
export class Mixture {
  readonly axes: Axes
  /** How many observations there are. */
  size = 0
  /** The first `size` are the slots by trial number. */
  members: Int32Array = new Int32Array(0)
  readonly kernels: readonly KernelAxis[]
  /** Of the axes on a small grid. */
  readonly tables: readonly CellTable[]
  /** By slot. */
  weights: Float64Array = new Float64Array(0)
  rows: Float64Array = new Float64Array(0)
  readonly stride: number
  /** The first `nWide` are the slots of more than the smallest bandwidth on the first numeric axis. */
  wide: Int32Array = new Int32Array(0)
  nWide = 0
  /** By categorical axis: log of what a kernel gives to its own choice, and to any other. */
  readonly hit: Float64Array
  readonly miss: Float64Array
  #numbers: Int32Array = new Int32Array(0)
  readonly #free: number[] = []
  readonly #isDecayed: boolean
  #isSettled = false

  /** With `isDecayed` the older observations weigh less (Watanabe 2023, "old decay"), else all weigh 1. */
  constructor(axes: Axes, isDecayed: boolean) {
    this.axes = axes
    this.#isDecayed = isDecayed
    const { nLarge, numeric, categorical, choicesInKernel } = axes
    this.stride = choicesInKernel + categorical.length + 2 * nLarge
    this.kernels = numeric.map((axis) => new KernelAxis(axis, this.stride))
    this.tables = this.kernels.flatMap(({ table }) => table ?? [])
    this.hit = new Float64Array(categorical.length)
    this.miss = new Float64Array(categorical.length)
  }

  /** Adds trial `number`; `point` is by axis: the value on the axis's scale, or the index of the choice. */
  insert(number: number, point: Float64Array): void {
    const slot = this.#take(number, point)
    const place = this.#placeOf(number)
    this.members.copyWithin(place + 1, place, this.size)
    this.members[place] = slot
    this.size++
    for (const kernel of this.kernels) kernel.insert(slot)
    this.#isSettled = false
  }

  /** Adds trials, by number, to a mixture without any; `points` holds one row for each. Sorts once. */
  fill(numbers: readonly number[], points: Float64Array): void {
    const width = this.axes.names.length
    this.#reserve(numbers.length)
    for (const [i, number] of numbers.entries()) {
      this.members[i] = this.#take(number, points.subarray(i * width, (i + 1) * width))
      this.size++
    }
    for (const kernel of this.kernels) kernel.fill(this.size)
    this.#isSettled = false
  }

  /** Takes trial `number` out, if it is in; copies its point into `point`. */
  remove(number: number, point: Float64Array): boolean {
    const place = this.#placeOf(number)
    const slot = this.members[place] as number
    if (place === this.size || this.#numbers[slot] !== number) return false
    this.#read(slot, point)
    this.members.copyWithin(place, place + 1, this.size)
    this.size--
    for (const kernel of this.kernels) kernel.remove(slot)
    this.#free.push(slot)
    this.#isSettled = false
    return true
  }

  /** The mean on numeric axis `i` of the kernel of the `k`-th observation by number; of the prior's after the last. */
  mean(k: number, i: number): number {
    const { axis, mu } = this.kernels[i] as KernelAxis
    return k === this.size ? axis.middle : (mu[this.members[k] as number] as number)
  }

  /** The bandwidth on numeric axis `i` of the same kernel. */
  deviation(k: number, i: number): number {
    const { axis, sigma } = this.kernels[i] as KernelAxis
    return k === this.size ? axis.range : (sigma[this.members[k] as number] as number)
  }

  /** The choice on categorical axis `i` of the kernel of the `k`-th observation by number. */
  choice(k: number, i: number): number {
    return this.rows[(this.members[k] as number) * this.stride + this.axes.choicesInKernel + i] as number
  }

  /** The weights of the kernels by number, the prior's last, in numpy's arithmetic; their sum is 1. */
  shares(): Float64Array {
    const { size } = this
    const shares = new Float64Array(size + 1).fill(1)
    for (let k = 0; k < size; k++) shares[k] = this.weights[this.members[k] as number] as number
    const sum = pairwiseSum(shares)
    return shares.map((share) => share / sum)
  }

  #read(slot: number, point: Float64Array): void {
    const { kernels, rows, stride } = this
    const nNumeric = kernels.length
    for (let i = 0; i < nNumeric; i++) point[i] = (kernels[i] as KernelAxis).mu[slot] as number
    const nCategorical = this.hit.length
    const from = slot * stride + this.axes.choicesInKernel
    for (let i = 0; i < nCategorical; i++) point[nNumeric + i] = rows[from + i] as number
  }

  /** Brings weights and bandwidths up to date with the number of observations. Needed before anything is read. */
  settle(): void {
    if (this.#isSettled) return
    this.#isSettled = true
    for (const kernel of this.kernels) kernel.settle()
    this.#weigh()
    this.#findWide()
    const n = this.size + 1
    for (const [i, { choices }] of this.axes.categorical.entries()) {
      this.hit[i] = Math.log((n + 1) / (n + choices.length))
      this.miss[i] = -Math.log(n + choices.length)
    }
  }

  #weigh(): void {
    const { members, size, weights } = this
    const nRamp = this.#isDecayed ? size - N_FLAT : 0
    const slope = nRamp > 1 ? (1 - 1 / size) / (nRamp - 1) : 0
    for (let k = 0; k < size; k++)
      weights[members[k] as number] = k < nRamp && (k < nRamp - 1 || nRamp === 1) ? k * slope + 1 / size : 1
  }

  #findWide(): void {
    this.nWide = 0
    const [first] = this.kernels
    if (first === undefined) return
    const { sigma, minSigma } = first
    for (let k = 0; k < this.size; k++) {
      const slot = this.members[k] as number
      if ((sigma[slot] as number) > minSigma) this.wide[this.nWide++] = slot
    }
  }

  #take(number: number, point: Float64Array): number {
    this.#reserve(this.size + 1)
    const { kernels, rows, stride } = this
    const slot = this.#free.pop() ?? this.size
    this.#numbers[slot] = number
    const row = slot * stride
    rows[row] = 0
    const nNumeric = kernels.length
    for (let i = 0; i < nNumeric; i++) (kernels[i] as KernelAxis).put(slot, point[i] as number)
    const nCategorical = this.hit.length
    for (let i = 0; i < nCategorical; i++) rows[row + this.axes.choicesInKernel + i] = point[nNumeric + i] as number
    return slot
  }

  /** The first place whose trial has `number` or a later one; most come last. */
  #placeOf(number: number): number {
    const { members } = this
    const numbers = this.#numbers
    let low = 0
    let high = this.size
    if (high > 0 && (numbers[members[high - 1] as number] as number) < number) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[members[middle] as number] as number) < number) low = middle + 1
      else high = middle
    }
    return low
  }

  #reserve(size: number): void {
    if (size <= this.members.length) return
    const capacity = Math.max(32, size + (size >> 1))
    this.members = enlarged(this.members, capacity)
    this.wide = enlarged(this.wide, capacity)
    this.#numbers = enlarged(this.#numbers, capacity)
    this.weights = enlarged(this.weights, capacity)
    this.rows = enlarged(this.rows, capacity * this.stride)
    for (const kernel of this.kernels) kernel.grow(this.#numbers, this.rows)
  }
}
