const LARGEST_NETWORK = 256

/**
 * The indices of `values` in ascending order, NaN last. Which of two equal values comes first is as numpy 2.4 has it on processors
 * with AVX-512, where up to 256 numbers pass a bitonic sorting network (Batcher 1968); numpy on other processors may differ. More than
 * 256, and values with NaN among them, keep the order of equal ones.
 */
export function argsort(values: readonly number[]): number[] {
  const n = values.length
  if (n <= LARGEST_NETWORK && !values.some(Number.isNaN)) return sortByNetwork(values)
  return Array.from({ length: n }, (_, i) => i).sort((i, j) => compare(values[i] as number, values[j] as number))
}

function sortByNetwork(values: readonly number[]): number[] {
  const n = values.length
  let size = 8
  while (size < n) size *= 2
  const order = Array.from({ length: size }, (_, i) => i)
  const keyAt = (place: number): number => values[order[place] as number] ?? Infinity
  const exchange = (low: number, high: number): void => {
    if (keyAt(low) <= keyAt(high)) return
    const index = order[low] as number
    order[low] = order[high] as number
    order[high] = index
  }
  for (let block = 2; block <= size; block *= 2) {
    for (let i = 0; i < size; i++) if (i % block < block / 2) exchange(i, i - (i % block) + block - 1 - (i % block))
    for (let step = block / 4; step >= 1; step /= 2) {
      for (let i = 0; i < size; i++) if (i % (2 * step) < step) exchange(i, i + step)
    }
  }
  return order.filter((index) => index < n)
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? -1 : a > b ? 1 : 0
}
