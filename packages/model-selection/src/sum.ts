/** The sum of `values[begin..end)` in numpy's order of additions (pairwise, blocks of 128), so that ties between results are the same ones. */
export function sum(values: ArrayLike<number>, begin = 0, end: number = values.length): number {
  const n = end - begin
  if (n > 128) {
    const half = begin + (n >> 1) - ((n >> 1) % 8)
    return sum(values, begin, half) + sum(values, half, end)
  }
  let at = begin
  let total = 0
  if (n >= 8) {
    const lanes = Array.from({ length: 8 }, (_, k) => values[begin + k] as number)
    for (at += 8; at + 8 <= end; at += 8)
      for (let k = 0; k < 8; k++) lanes[k] = (lanes[k] as number) + (values[at + k] as number)
    const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number]
    total = a + b + (c + d) + (e + f + (g + h))
  }
  for (; at < end; at++) total += values[at] as number
  return total
}
