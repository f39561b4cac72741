/** x of A x = b by elimination with row pivots: `a` (n, n) row-major, regular. Neither argument is changed. */
export function solve(a: Float64Array, b: ArrayLike<number>): Float64Array {
  const n = b.length
  const rows: Float64Array[] = Array.from({ length: n }, (_, i) =>
    Float64Array.of(...a.subarray(i * n, i * n + n), b[i] as number),
  )
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(entry(rows, i, k)) > Math.abs(entry(rows, pivot, k))) pivot = i
    const row = rows[pivot] as Float64Array
    rows[pivot] = rows[k] as Float64Array
    rows[k] = row
    for (let i = k + 1; i < n; i++) subtract(rows[i] as Float64Array, row, entry(rows, i, k) / entry(rows, k, k), k)
  }
  const x = new Float64Array(n)
  for (let k = n - 1; k >= 0; k--) {
    let rest = entry(rows, k, n)
    for (let j = k + 1; j < n; j++) rest -= entry(rows, k, j) * (x[j] as number)
    x[k] = rest / entry(rows, k, k)
  }
  return x
}

function entry(rows: readonly Float64Array[], i: number, j: number): number {
  return (rows[i] as Float64Array)[j] as number
}

function subtract(from: Float64Array, row: Float64Array, factor: number, start: number): void {
  for (let j = start; j < from.length; j++) from[j] = (from[j] as number) - factor * (row[j] as number)
}
