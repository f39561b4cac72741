/**
 * Draws until all coordinates lie in [0, 1], at most `10 n` times in a space of n dimensions; then moves those of one more draw to
 * the nearest end. Where `steps` is above 0 there is a grid, and no bound here.
 */
export function drawWithin(draw: () => Float64Array, n: number, steps?: Float64Array): Float64Array {
  for (let i = 0; i < 10 * n; i++) {
    const x = draw()
    if (isWithin(x, steps)) return x
  }
  return draw().map((x, i) => (isFree(i, steps) ? x : Math.min(Math.max(x, 0), 1)))
}

function isWithin(x: Float64Array, steps: Float64Array | undefined): boolean {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number
    if (!(xi >= 0 && xi <= 1) && !isFree(i, steps)) return false
  }
  return true
}

function isFree(i: number, steps: Float64Array | undefined): boolean {
  return steps !== undefined && (steps[i] as number) > 0
}
