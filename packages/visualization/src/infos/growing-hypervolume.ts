import { hypervolume } from "@parzen/core/math"

/** The hypervolume of points, to be minimised, as they come: each adds the volume that it dominates alone. */
export class GrowingHypervolume {
  value = 0
  readonly #reference: Float64Array
  /** The points that no other dominates, (#size, m) row-major, with room for more. */
  #front: Float64Array
  #size = 0

  constructor(reference: Float64Array) {
    this.#reference = reference
    this.#front = new Float64Array(64 * reference.length)
  }

  /** Takes `point` in; one beyond the reference point or dominated adds nothing. Two passes over the front. */
  add(point: Float64Array): void {
    if (!point.every((value, k) => value <= (this.#reference[k] as number))) return
    const end = this.#ownEnd(point)
    if (end === undefined) return
    let box = 1
    for (const [k, value] of point.entries()) box *= (end[k] as number) - value
    const shared = this.#sharedWithin(point, end)
    this.value += shared.length === 0 ? box : box - hypervolume(shared, end)
    this.#replaceDominated(point)
  }

  /**
   * Where what `point` dominates alone ends at the latest: in each objective at the front's best point that is no worse than it
   * in all others. `undefined` if the front dominates it.
   */
  #ownEnd(point: Float64Array): Float64Array | undefined {
    const m = point.length
    const end = this.#reference.slice()
    for (let row = 0; row < this.#size * m; row += m) {
      let worse = -1
      let nWorse = 0
      for (let k = 0; k < m && nWorse < 2; k++) {
        if ((this.#front[row + k] as number) <= (point[k] as number)) continue
        worse = k
        nWorse++
      }
      if (nWorse === 0) return undefined
      if (nWorse === 1 && (this.#front[row + worse] as number) < (end[worse] as number)) {
        end[worse] = this.#front[row + worse] as number
      }
    }
    return end
  }

  /** The corners of what the front shares of the box from `point` to `end`. */
  #sharedWithin(point: Float64Array, end: Float64Array): Float64Array {
    const m = point.length
    const corners: number[] = []
    for (let row = 0; row < this.#size * m; row += m) {
      let isWithin = true
      for (let k = 0; k < m && isWithin; k++) isWithin = (this.#front[row + k] as number) < (end[k] as number)
      if (!isWithin) continue
      for (let k = 0; k < m; k++) corners.push(Math.max(this.#front[row + k] as number, point[k] as number))
    }
    return Float64Array.from(corners)
  }

  /** Puts `point` into the front and takes out what it dominates. */
  #replaceDominated(point: Float64Array): void {
    const m = point.length
    let kept = 0
    for (let row = 0; row < this.#size * m; row += m) {
      if (!point.some((value, k) => (this.#front[row + k] as number) < value)) continue
      if (kept !== row) this.#front.copyWithin(kept, row, row + m)
      kept += m
    }
    if (kept + m > this.#front.length) {
      const larger = new Float64Array(2 * this.#front.length)
      larger.set(this.#front)
      this.#front = larger
    }
    this.#front.set(point, kept)
    this.#size = kept / m + 1
  }
}
