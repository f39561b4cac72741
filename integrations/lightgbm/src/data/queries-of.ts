/** How many of the ascending `rows` fall into each query of `group`, without those that none falls into. */
export function queriesOf(group: Int32Array, rows: Int32Array): Int32Array {
  const sizes: number[] = []
  let end = 0
  let at = 0
  for (const size of group) {
    end += size
    const first = at
    while (at < rows.length && (rows[at] as number) < end) at++
    if (at > first) sizes.push(at - first)
  }
  return Int32Array.from(sizes)
}
