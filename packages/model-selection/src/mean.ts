/** The mean, summed in numpy's order (pairwise, blocks of 128), so that ties between means are the same ones; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  return sum(values, 0, values.length) / values.length
}

function sum(values: ArrayLike<number>, begin: number, end: number): number {
  const n = end - begin
  if (n > 128) {
    const half = begin + (n >> 1) - ((n >> 1) % 8)
    return sum(values, begin, half) + sum(values, half, end)
  }
  let at = begin
  let total = 0
  if (n >= 8) {
    const lanes = Array.from({ length: 8 }, (_, k) => values[begin + k] as number)
    for (at += 8; at + 8 <= end; at += 8) for (let k = 0; k < 8; k++) lanes[k] = (lanes[k] as number) + (values[at + k] as number)
    const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number]
    total = a + b + (c + d) + (e + f + (g + h))
  }
  for (; at < end; at++) total += values[at] as number
  return total
}
