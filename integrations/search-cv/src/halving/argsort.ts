import { introsort } from "./introsort.ts"

const LARGEST_NETWORK = 256

/**
 * The indices of `values` in ascending order, NaN last. Which of two equal values comes first is as numpy 2.4 has it on processors
 * with AVX-512, where up to 256 numbers pass a bitonic sorting network (Batcher 1968), and any with NaN among them `std::sort`;
 * numpy on other processors may differ. More than 256 without NaN keep the order of equal ones.
 */
export function argsort(values: readonly number[]): number[] {
  const n = values.length
  const hasNaN = values.some(Number.isNaN)
  if (n <= LARGEST_NETWORK && !hasNaN) return sortByNetwork(values)
  const order = Array.from({ length: n }, (_, i) => i)
  if (hasNaN) introsort(order, (i, j) => isBelow(values[i] as number, values[j] as number))
  else order.sort((i, j) => (values[i] === values[j] ? 0 : (values[i] as number) < (values[j] as number) ? -1 : 1))
  return order
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

function isBelow(a: number, b: number): boolean {
  return Number.isNaN(b) ? !Number.isNaN(a) : a < b
}
