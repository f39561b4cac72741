import { hypervolume } from "@parzen/core/math"

/**
 * The hypervolume of points, to be minimised, as they come: each adds what it dominates alone, the box up to the reference point
 * less what the front so far has of that box. Two objectives take O(log n) and what leaves the front, more the front in full.
 */
export class GrowingHypervolume {
  value = 0
  readonly #reference: Float64Array
  /** The points that no other dominates; with two objectives by ascending first. */
  #front: Float64Array[] = []

  constructor(reference: Float64Array) {
    this.#reference = reference
  }

  /** Takes `point` in; one beyond the reference point or dominated adds nothing. */
  add(point: Float64Array): void {
    if (!point.every((value, k) => value <= (this.#reference[k] as number))) return
    if (point.length === 2) this.#addPair(point)
    else this.#addRow(point)
  }

  #addPair(point: Float64Array): void {
    const [x, y] = point as unknown as [number, number]
    const front = this.#front
    let from = 0
    for (let to = front.length; from < to;) {
      const middle = (from + to) >> 1
      if ((front[middle]?.[0] as number) < x) from = middle + 1
      else to = middle
    }
    let top = from > 0 ? (front[from - 1]?.[1] as number) : (this.#reference[1] as number)
    if (top <= y && from > 0) return
    if (from < front.length && front[from]?.[0] === x && (front[from]?.[1] as number) <= y) return
    // From left to right: under `top`, the part of the box that nothing of the front covers.
    let left = x
    let to = from
    for (; to < front.length && (front[to]?.[1] as number) >= y; to++) {
      const right = front[to]?.[0] as number
      this.value += (right - left) * (top - y)
      left = right
      top = front[to]?.[1] as number
    }
    const end = to < front.length ? (front[to]?.[0] as number) : (this.#reference[0] as number)
    this.value += (end - left) * (top - y)
    front.splice(from, to - from, point)
  }

  #addRow(point: Float64Array): void {
    const front = this.#front
    if (front.some((other) => other.every((value, k) => value <= (point[k] as number)))) return
    const m = point.length
    const shared = new Float64Array(front.length * m)
    for (const [i, other] of front.entries()) {
      for (let k = 0; k < m; k++) shared[i * m + k] = Math.max(other[k] as number, point[k] as number)
    }
    const box = point.reduce((product, value, k) => product * ((this.#reference[k] as number) - value), 1)
    this.value += front.length === 0 ? box : box - hypervolume(shared, this.#reference)
    this.#front = front.filter((other) => other.some((value, k) => value < (point[k] as number)))
    this.#front.push(point)
  }
}
