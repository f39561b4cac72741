/**
 * The region that points of three objectives, to be minimised, dominate up to a reference point, as a grid over the first two:
 * each cell knows how deep in the third the points reach. Adding a point costs O(n^2), the gain of one far less, and exactly
 * what it adds is summed, not the difference of two volumes.
 */
export class DepthGrid {
  readonly #reference: ArrayLike<number>
  /** Rows of three, and their first and second coordinates in order. */
  readonly #points: number[] = []
  #x: number[] = []
  #y: number[] = []
  /** Depth of the cell from `#x[i]`, `#y[j]` on, at `i * n + j`; it grows with both. */
  #depth = new Float64Array(0)

  constructor(reference: ArrayLike<number>) {
    this.#reference = reference
  }

  /** Adds a point that is nowhere beyond the reference. */
  add(x: number, y: number, z: number): void {
    this.#points.push(x, y, z)
    this.#x = insorted(this.#x, x)
    this.#y = insorted(this.#y, y)
    const n = this.#x.length
    const depth = new Float64Array(n * n)
    for (let p = 0; p < 3 * n; p += 3) {
      const cell = this.#x.indexOf(this.#points[p] as number) * n + this.#y.indexOf(this.#points[p + 1] as number)
      depth[cell] = Math.max(depth[cell] as number, this.#below(this.#points[p + 2] as number))
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const left = j > 0 ? (depth[i * n + j - 1] as number) : 0
        const above = i > 0 ? (depth[i * n - n + j] as number) : 0
        depth[i * n + j] = Math.max(depth[i * n + j] as number, left, above)
      }
    }
    this.#depth = depth
  }

  /** The volume that a point would add. */
  gain(x: number, y: number, z: number): number {
    const n = this.#x.length
    const own = this.#below(z)
    const firstColumn = countUpTo(this.#y, y) - 1
    let volume = 0
    for (let i = countUpTo(this.#x, x) - 1; i < n; i++) {
      let slice = 0
      for (let j = firstColumn; j < n; j++) {
        const depth = i < 0 || j < 0 ? 0 : (this.#depth[i * n + j] as number)
        if (depth >= own) break
        const end = j + 1 < n ? (this.#y[j + 1] as number) : (this.#reference[1] as number)
        slice += (own - depth) * (end - (j === firstColumn ? y : (this.#y[j] as number)))
      }
      if (slice === 0) break
      const end = i + 1 < n ? (this.#x[i + 1] as number) : (this.#reference[0] as number)
      volume += slice * (end - Math.max(x, i < 0 ? x : (this.#x[i] as number)))
    }
    return volume
  }

  #below(z: number): number {
    return (this.#reference[2] as number) - z
  }
}

function insorted(sorted: readonly number[], value: number): number[] {
  const at = countUpTo(sorted, value)
  return [...sorted.slice(0, at), value, ...sorted.slice(at)]
}

/** How many of `sorted` are at most `value`. */
function countUpTo(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}
