/** The minimal generator of Park and Miller, so that the recording in Python has the same rows. */
function* minimalGenerator(seed: number): Generator<number, never> {
  let state = seed
  while (true) {
    state = (state * 16807) % 2147483647
    yield state
  }
}

/** `rows` x `columns` of eighths below 125, every eleventh or so missing if wanted. */
export function table(rows: number, columns: number, seed: number, hasMissing: boolean): number[][] {
  const numbers = minimalGenerator(seed)
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => {
      const { value } = numbers.next()
      return hasMissing && value % 11 === 0 ? NaN : (value % 1000) / 8
    }),
  )
}

/** The value at a place, 0 for a missing one. */
export function at(X: readonly (readonly number[])[], row: number, column: number): number {
  const value = X[row]?.[column] ?? NaN
  return Number.isNaN(value) ? 0 : value
}
