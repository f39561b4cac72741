import { erfc } from "../../math/erf.ts"
import { logGaussMass } from "../../math/normal.ts"

/** A mass below this has lost digits, or all of them. */
const SMALLEST_MASS = 1e-290

/** The mass of the standard normal distribution above `t`, to its last digits also far out. */
export function upperTail(t: number): number {
  return 0.5 * erfc(t * Math.SQRT1_2)
}

/** The mass of the standard normal distribution from `a` to `b`, `a < b`, to its last digits also far out in either tail. */
export function cellMass(a: number, b: number): number {
  if (a > 0) return upperTail(a) - upperTail(b)
  if (b < 0) return upperTail(-b) - upperTail(-a)
  return 1 - upperTail(-a) - upperTail(b)
}

/** Log of {@link cellMass}, also where that is too small for a number: kernels whose mean is far out of range have such cells. */
export function logCellMass(a: number, b: number): number {
  const mass = cellMass(a, b)
  return mass > SMALLEST_MASS ? Math.log(mass) : logGaussMass(a, b)
}
