/** Parts of up to so many are sorted by insertion. */
const SMALL = 15

/**
 * Sorts `values[from..to)` in place, and `rows` along with them: quicksort in three parts by the median of three, heapsort where
 * that goes too deep (Musser 1997). Equal values come out in scikit-learn 1.9.1's order, on which the last bits of sums hang.
 */
export function introsort(values: Float32Array, rows: Int32Array, from: number, to: number): void {
  if (to > from) sortPart(values, rows, from, to, 2 * (31 - Math.clz32(to - from)))
}

function sortPart(values: Float32Array, rows: Int32Array, from: number, to: number, depth: number): void {
  while (to - from > SMALL) {
    if (depth-- <= 0) {
      heapsort(values, rows, from, to)
      return
    }
    const pivot = median(values[from] as number, values[from + ((to - from) >> 1)] as number, values[to - 1] as number)
    let less = from
    let greater = to
    for (let i = from; i < greater;) {
      const value = values[i] as number
      if (value < pivot) swap(values, rows, i++, less++)
      else if (value > pivot) swap(values, rows, i, --greater)
      else i++
    }
    sortPart(values, rows, from, less, depth)
    from = greater
  }
  insertionSort(values, rows, from, to)
}

function insertionSort(values: Float32Array, rows: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const value = values[i] as number
    const row = rows[i] as number
    let j = i
    for (; j > from && (values[j - 1] as number) > value; j--) {
      values[j] = values[j - 1] as number
      rows[j] = rows[j - 1] as number
    }
    values[j] = value
    rows[j] = row
  }
}

function median(a: number, b: number, c: number): number {
  if (a < b) return b < c ? b : a < c ? c : a
  return b < c ? (a < c ? a : c) : b
}

function swap(values: Float32Array, rows: Int32Array, i: number, j: number): void {
  const value = values[i] as number
  const row = rows[i] as number
  values[i] = values[j] as number
  rows[i] = rows[j] as number
  values[j] = value
  rows[j] = row
}

function heapsort(values: Float32Array, rows: Int32Array, from: number, to: number): void {
  for (let i = (to - from - 2) >> 1; i >= 0; i--) siftDown(values, rows, from, i, to - from)
  for (let end = to - from - 1; end > 0; end--) {
    swap(values, rows, from, from + end)
    siftDown(values, rows, from, 0, end)
  }
}

/** Moves the largest of the heap `values[from + root .. from + end)` to its root. */
function siftDown(values: Float32Array, rows: Int32Array, from: number, root: number, end: number): void {
  for (;;) {
    const left = 2 * root + 1
    let largest = root
    if (left < end && (values[from + largest] as number) < (values[from + left] as number)) largest = left
    if (left + 1 < end && (values[from + largest] as number) < (values[from + left + 1] as number)) largest = left + 1
    if (largest === root) return
    swap(values, rows, from + root, from + largest)
    root = largest
  }
}
