/** Yields every choice of `size` of 0..n-1, each ascending, in lexicographic order. */
export function* combinations(n: number, size: number): Generator<Int32Array, void, undefined> {
  const chosen = Int32Array.from({ length: size }, (_, i) => i)
  for (;;) {
    yield chosen.slice()
    let at = size - 1
    while (at >= 0 && chosen[at] === n - size + at) at--
    if (at < 0) return
    for (let value = (chosen[at] as number) + 1; at < size; at++, value++) chosen[at] = value
  }
}

/** How many choices {@link combinations} yields. */
export function countCombinations(n: number, size: number): number {
  let count = 1
  for (let i = 1; i <= Math.min(size, n - size); i++) count = (count * (n - i + 1)) / i
  return size > n ? 0 : Math.round(count)
}
