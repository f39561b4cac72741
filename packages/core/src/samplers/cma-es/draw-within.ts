/**
 * Draws until the coordinates `bounded` lie in [0, 1], at most `10 n` times in a space of n dimensions; then moves those of one
 * more draw to the nearest end.
 */
export function drawWithin(draw: () => Float64Array, bounded: ArrayLike<number>, n: number): Float64Array {
  for (let i = 0; i < 10 * n; i++) {
    const x = draw()
    if (isWithin(x, bounded)) return x
  }
  const x = draw()
  for (let i = 0; i < bounded.length; i++) {
    const k = bounded[i] as number
    x[k] = Math.min(Math.max(x[k] as number, 0), 1)
  }
  return x
}

function isWithin(x: Float64Array, bounded: ArrayLike<number>): boolean {
  for (let i = 0; i < bounded.length; i++) {
    const xi = x[bounded[i] as number] as number
    if (!(xi >= 0 && xi <= 1)) return false
  }
  return true
}
