import { hypervolumeSubset } from "../../math/hypervolume-subset.ts"
import type { Direction } from "../../trial/direction.ts"
import { enlarged } from "./enlarged.ts"

/** Stands in for a reference of 0. */
const TINY = 1e-12

/**
 * The best trials by several objectives (Ozaki et al. 2022): whole non-domination ranks while they fit, then of the next
 * one those that the greedy choice for hypervolume takes. Ranks are kept from call to call, since a new trial moves few others
 * (Li et al. 2017), and only as many of them as are needed.
 */
export class ParetoSplit {
  readonly #signs: readonly number[]
  readonly #width: number
  /** By row, in the order of arrival: the values, to be minimised, and the trial's number. */
  #losses: Float64Array = new Float64Array(0)
  #numbers: Int32Array = new Int32Array(0)
  #size = 0
  /** The rows of the first ranks. */
  readonly #fronts: number[][] = []
  #nRanked = 0
  /** All other rows in lexicographic order, but for those that have arrived since `#placed`. */
  #rest: number[] = []
  #placed = 0
  /** The last choice out of one rank. */
  #tied: readonly number[] = []
  #chosen: readonly number[] = []

  constructor(directions: readonly Direction[]) {
    this.#signs = directions.map((direction) => (direction === "maximize" ? -1 : 1))
    this.#width = directions.length
  }

  insert(number: number, values: readonly number[]): void {
    const row = this.#size++
    if (row === this.#numbers.length) {
      const capacity = Math.max(32, 2 * row)
      this.#numbers = enlarged(this.#numbers, capacity)
      this.#losses = enlarged(this.#losses, capacity * this.#width)
    }
    this.#numbers[row] = number
    for (let k = 0; k < this.#width; k++)
      this.#losses[row * this.#width + k] = (this.#signs[k] as number) * (values[k] as number)
  }

  /** The numbers of the best `n`, or of all if there are fewer. */
  best(n: number): number[] {
    this.#rank(n)
    const best: number[] = []
    for (const front of this.#fronts) {
      if (best.length === n) break
      const chosen = best.length + front.length <= n ? front : this.#choose(front, n - best.length)
      for (const row of chosen) best.push(this.#numbers[row] as number)
    }
    return best
  }

  /** Ranks at least `n` rows, if there are so many. */
  #rank(n: number): void {
    if (this.#fronts.length === 0) {
      for (; this.#placed < this.#size; this.#placed++) this.#rest.push(this.#placed)
      this.#rest.sort((a, b) => this.#compare(a, b))
    }
    for (; this.#placed < this.#size; this.#placed++) this.#place(this.#placed)
    while (this.#nRanked < n && this.#rest.length > 0) this.#peel()
  }

  /** Puts a new row into the first rank where nothing dominates it, what it dominates there into the next, and so on. */
  #place(row: number): void {
    let moving = [row]
    const rank = this.#fronts.findIndex((front) => !front.some((other) => this.#dominates(other, row)))
    for (let i = rank; i >= 0 && i < this.#fronts.length && moving.length > 0; i++) {
      const front = this.#fronts[i] as number[]
      const displaced = front.filter((other) => moving.some((mover) => this.#dominates(mover, other)))
      if (displaced.length === front.length) {
        // A whole rank is dominated: it becomes the next one, and so do all behind it.
        this.#fronts.splice(i, 0, moving)
        this.#nRanked += i === rank ? 1 : 0
        return
      }
      this.#fronts[i] = [...front.filter((other) => !displaced.includes(other)), ...moving]
      if (i === rank) this.#nRanked++
      moving = displaced
    }
    if (rank >= 0) this.#nRanked -= moving.length
    for (const other of moving) this.#rest.splice(this.#placeInRest(other), 0, other)
  }

  /** Makes one more rank out of the rest. */
  #peel(): void {
    const front: number[] = []
    const rest: number[] = []
    let before = -1
    let isFree = true
    for (const row of this.#rest) {
      // Equal rows follow each other and share a rank. With two objectives the last of the front has the lowest second value.
      if (before < 0 || this.#compare(before, row) !== 0) {
        isFree =
          this.#width === 2
            ? front.length === 0 || !this.#dominates(front.at(-1) as number, row)
            : !this.#isDominated(row, front)
      }
      ;(isFree ? front : rest).push(row)
      before = row
    }
    this.#fronts.push(front)
    this.#nRanked += front.length
    this.#rest = rest
  }

  /** `k` rows of a front. */
  #choose(front: readonly number[], k: number): readonly number[] {
    const rows = [...front].sort((a, b) => (this.#numbers[a] as number) - (this.#numbers[b] as number))
    if (
      k !== this.#chosen.length ||
      !rows.every((row, i) => row === this.#tied[i]) ||
      rows.length !== this.#tied.length
    ) {
      const points = Float64Array.from({ length: rows.length * this.#width }, (_, i) => {
        return this.#losses[(rows[Math.floor(i / this.#width)] as number) * this.#width + (i % this.#width)] as number
      })
      this.#chosen = [...hypervolumeSubset(points, k, referencePoint(points, this.#width))].map(
        (i) => rows[i] as number,
      )
      this.#tied = rows
    }
    return this.#chosen
  }

  #isDominated(row: number, front: readonly number[]): boolean {
    for (let i = front.length - 1; i >= 0; i--) if (this.#dominates(front[i] as number, row)) return true
    return false
  }

  #dominates(a: number, b: number): boolean {
    const losses = this.#losses
    const width = this.#width
    let isBetter = false
    for (let k = 0; k < width; k++) {
      const x = losses[a * width + k] as number
      const y = losses[b * width + k] as number
      if (x > y) return false
      if (x < y) isBetter = true
    }
    return isBetter
  }

  /** Lexicographic order. */
  #compare(a: number, b: number): number {
    for (let k = 0; k < this.#width; k++) {
      const x = this.#losses[a * this.#width + k] as number
      const y = this.#losses[b * this.#width + k] as number
      if (x !== y) return x < y ? -1 : 1
    }
    return 0
  }

  #placeInRest(row: number): number {
    let low = 0
    let high = this.#rest.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#compare(this.#rest[middle] as number, row) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A tenth beyond the worst value of each objective. */
function referencePoint(points: Float64Array, width: number): number[] {
  return Array.from({ length: width }, (_, k) => {
    let worst = -Infinity
    for (let i = k; i < points.length; i += width) worst = Math.max(worst, points[i] as number)
    return Math.max(1.1 * worst, 0.9 * worst) || TINY
  })
}
