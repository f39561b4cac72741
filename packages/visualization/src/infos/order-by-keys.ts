/** Positions in ascending order of the first of `keys`, where equal of the next, and so on; equals keep their order. */
export function orderByKeys(keys: readonly (readonly number[])[]): number[] {
  const order = Array.from(keys[0] ?? [], (_, i) => i)
  return order.sort((i, j) => {
    for (const key of keys) {
      const difference = (key[i] as number) - (key[j] as number)
      if (difference !== 0) return difference
    }
    return i - j
  })
}
