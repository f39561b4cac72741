/** Trial numbers sorted by two keys, then number, smallest first; no more than the first `limit` are kept. */
export class RankedTrials {
  readonly numbers: number[] = []
  readonly #major: number[] = []
  readonly #minor: number[] = []
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  insert(number: number, major: number, minor = 0): void {
    let low = 0
    let high = this.numbers.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#isBefore(middle, number, major, minor)) low = middle + 1
      else high = middle
    }
    if (low >= this.#limit) return
    this.numbers.splice(low, 0, number)
    this.#major.splice(low, 0, major)
    this.#minor.splice(low, 0, minor)
    if (this.numbers.length <= this.#limit) return
    this.numbers.pop()
    this.#major.pop()
    this.#minor.pop()
  }

  #isBefore(place: number, number: number, major: number, minor: number): boolean {
    if (this.#major[place] !== major) return (this.#major[place] as number) < major
    if (this.#minor[place] !== minor) return (this.#minor[place] as number) < minor
    return (this.numbers[place] as number) < number
  }
}
