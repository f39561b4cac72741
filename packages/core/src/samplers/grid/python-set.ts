const EMPTY = -1
const LINEAR_PROBES = 9
const PERTURB_SHIFT = 5

/**
 * A set of whole numbers below 2^31 that iterates as CPython's does (Objects/setobject.c of 3.7 and later): in the order of its
 * hash table, which is ascending only while the table is longer than the largest number. GridSampler's draws are places in
 * such an order.
 */
export class PythonSet {
  #table: Int32Array = new Int32Array(8).fill(EMPTY)
  #size = 0
  /** Slots that are or were taken. */
  #fill = 0

  /** How many numbers are in the set. */
  get size(): number {
    return this.#size
  }

  /** `set(range(n))` */
  static range(n: number): PythonSet {
    const set = new PythonSet()
    for (let i = 0; i < n; i++) set.#add(i)
    return set
  }

  /** `self - other` */
  minus(other: ReadonlySet<number>): PythonSet {
    const isLarge = this.#size >> 2 > other.size
    const result = isLarge ? this.#copy() : new PythonSet()
    if (isLarge) result.#remove(other)
    else for (const value of this.values()) if (!other.has(value)) result.#add(value)
    return result
  }

  /** `list(self)` */
  values(): number[] {
    return [...this.#table].filter((value) => value !== EMPTY)
  }

  #add(value: number): void {
    this.#insert(value)
    if (this.#fill * 5 >= (this.#table.length - 1) * 3) this.#resize(this.#size * (this.#size > 50_000 ? 2 : 4))
  }

  /** Of values that are not there yet, into a table from which none was removed. */
  #insert(value: number): void {
    const mask = this.#table.length - 1
    let perturb = value
    let slot = value & mask
    for (;;) {
      const end = slot + LINEAR_PROBES <= mask ? slot + LINEAR_PROBES : slot
      for (let i = slot; i <= end; i++) {
        if (this.#table[i] !== EMPTY) continue
        this.#table[i] = value
        this.#size++
        this.#fill++
        return
      }
      perturb >>>= PERTURB_SHIFT
      slot = (slot * 5 + 1 + perturb) & mask
    }
  }

  #resize(atLeast: number): void {
    const values = this.values()
    let length = 8
    while (length <= atLeast) length *= 2
    this.#table = new Int32Array(length).fill(EMPTY)
    this.#size = 0
    this.#fill = 0
    for (const value of values) this.#insert(value)
  }

  #copy(): PythonSet {
    const copy = new PythonSet()
    if (this.#size * 5 >= (copy.#table.length - 1) * 3) copy.#resize(this.#size * 2)
    if (copy.#table.length !== this.#table.length || this.#fill !== this.#size) {
      for (const value of this.values()) copy.#insert(value)
    } else {
      copy.#table = this.#table.slice()
      copy.#size = this.#size
      copy.#fill = this.#fill
    }
    return copy
  }

  #remove(other: ReadonlySet<number>): void {
    this.#table = this.#table.map((value) => (value !== EMPTY && other.has(value) ? EMPTY : value))
    this.#size = this.values().length
  }
}
