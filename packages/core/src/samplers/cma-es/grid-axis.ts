/** The grid 0, step, 2 step, ... of one coordinate of the unit cube, and the midpoints where one value gives way to the next. */
export class GridAxis {
  readonly #step: number
  readonly #size: number

  /** `step` is at most 1: there are two values or more. */
  constructor(step: number) {
    this.#step = step
    this.#size = Math.ceil((1 + step / 2) / step)
  }

  /** The value of the grid next to `x`, of two equally near the lower. */
  nearest(x: number): number {
    return this.#index(x) * this.#step
  }

  /** The midpoints below and above the value next to `x`; at an end of the grid both are the one that there is. */
  limits(x: number): readonly [low: number, high: number] {
    const i = this.#index(x)
    return [this.#midpoint(Math.max(i - 1, 0)), this.#midpoint(Math.min(i, this.#size - 2))]
  }

  #index(x: number): number {
    const last = this.#size - 1
    let i = Math.min(Math.max(Math.floor(x / this.#step + 0.5), 0), last)
    // The quotient is rounded: what counts is on which side of the midpoints x lies.
    if (i > 0 && x <= this.#midpoint(i - 1)) i--
    if (i < last && x > this.#midpoint(i)) i++
    return i
  }

  /** Between the values `i` and `i + 1`. */
  #midpoint(i: number): number {
    return (i * this.#step + (i + 1) * this.#step) / 2
  }
}
