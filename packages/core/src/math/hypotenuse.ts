/** sqrt(a^2 + b^2) without overflow or underflow on the way, the same on any engine (`Math.hypot` is not). */
export function hypotenuse(a: number, b: number): number {
  const x = Math.abs(a)
  const y = Math.abs(b)
  const large = x > y ? x : y
  if (large === 0) return x + y
  const ratio = (x > y ? y : x) / large
  return large * Math.sqrt(1 + ratio * ratio)
}
