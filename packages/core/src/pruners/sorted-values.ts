/** Numbers in ascending order, to which more are added one by one or many at once. NaN is counted and left out. */
export class SortedValues {
  #sorted = new Float64Array(8)
  #length = 0
  #added: number[] = []
  #nanCount = 0

  /** How many were added, NaN included. */
  get count(): number {
    return this.#length + this.#added.length + this.#nanCount
  }

  /** O(1); the order is made up for when it is asked for. */
  add(value: number): void {
    if (Number.isNaN(value)) this.#nanCount++
    else this.#added.push(value)
  }

  /** All but NaN, ascending; valid until the next call. O(n) after one addition. */
  ascending(): Float64Array {
    const added = this.#added
    if (added.length > 0) {
      this.#reserve(this.#length + added.length)
      if (added.length < 8) for (const value of added) this.#insert(value)
      else this.#append(added)
      this.#added = []
    }
    return this.#sorted.subarray(0, this.#length)
  }

  /** How many are below `value`. */
  countBelow(value: number): number {
    return firstIndex(this.ascending(), (x) => x >= value)
  }

  /** How many are above `value`. */
  countAbove(value: number): number {
    const ascending = this.ascending()
    return ascending.length - firstIndex(ascending, (x) => x > value)
  }

  #insert(value: number): void {
    const at = firstIndex(this.#sorted.subarray(0, this.#length), (x) => x > value)
    this.#sorted.copyWithin(at + 1, at, this.#length)
    this.#sorted[at] = value
    this.#length++
  }

  #append(values: readonly number[]): void {
    this.#sorted.set(values, this.#length)
    this.#length += values.length
    this.#sorted.subarray(0, this.#length).sort()
  }

  #reserve(length: number): void {
    if (length <= this.#sorted.length) return
    const longer = new Float64Array(2 * length)
    longer.set(this.#sorted)
    this.#sorted = longer
  }
}

/** Where `holds` becomes true in `ascending`, or its length. */
function firstIndex(ascending: Float64Array, holds: (x: number) => boolean): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(ascending[middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}
