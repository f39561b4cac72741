import { householderBasis } from "../../../math/householder-basis.ts"
import type { RandomState } from "../../../random/random-state.ts"
import { checkNumber } from "../check.ts"
import type { Crossover } from "../crossover.ts"

/** Options of {@link UNDXCrossover}. */
export interface UNDXCrossoverOptions {
  /** The deviation along the line through the first two parents is the square of this. By default 0.5. */
  readonly sigmaXi?: number | undefined
  /** The deviation across that line is the square of this. By default 0.35 / sqrt(n) with n numeric parameters. */
  readonly sigmaEta?: number | undefined
}

/**
 * Unimodal normal distribution crossover (Kita, Ono & Kobayashi 1999): normal around the middle of two parents, along the line
 * through them by their distance, across it by the third one's.
 */
export class UNDXCrossover implements Crossover {
  readonly nParents = 3
  readonly #sigmaXi: number
  readonly #sigmaEta: number | undefined

  /** @throws INVALID_ARGUMENT */
  constructor({ sigmaXi = 0.5, sigmaEta }: UNDXCrossoverOptions = {}) {
    checkNumber("sigmaXi", sigmaXi)
    if (sigmaEta !== undefined) checkNumber("sigmaEta", sigmaEta)
    this.#sigmaXi = sigmaXi
    this.#sigmaEta = sigmaEta
  }

  crossover([p0, p1, p2]: readonly ArrayLike<number>[], random: RandomState): Float64Array {
    const [x1, x2, x3] = [p0, p1, p2] as readonly [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>]
    const n = x1.length
    const sigmaEta = this.#sigmaEta ?? 0.35 / Math.sqrt(n)
    const etas = Float64Array.from({ length: n }, () => random.normal(0, sigmaEta ** 2))
    const xi = random.normal(0, this.#sigmaXi ** 2)
    const line = direction(x1, x2)
    const across = new Float64Array(n)
    if (n > 1) {
      const basis = householderBasis(line.some((x) => x !== 0) ? line : unit(n))
      const distance = distanceTo(line, x1, x3)
      for (let k = 1; k < n; k++) {
        for (let i = 0; i < n; i++)
          across[i] = (across[i] as number) + (etas[k - 1] as number) * (basis[k * n + i] as number)
      }
      for (let i = 0; i < n; i++) across[i] = (across[i] as number) * distance
    }
    return across.map((x, i) => {
      const a = x1[i] as number
      const b = x2[i] as number
      return (a + b) / 2 + xi * (a - b) + x // eq. 5
    })
  }
}

/** The vector of length 1 from `a` to `b`; shorter where they are nearer than 1e-10. */
function direction(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const difference = Float64Array.from(a, (x, i) => (b[i] as number) - x)
  const length = Math.max(norm(difference), 1e-10)
  return difference.map((x) => x / length)
}

/** How far `point` is from the line through `origin` along `line`, of length 1 (eq. 4). */
function distanceTo(line: Float64Array, origin: ArrayLike<number>, point: ArrayLike<number>): number {
  const v = line.map((_, i) => (point[i] as number) - (origin[i] as number))
  const along = v.reduce((sum, x, i) => sum + x * (line[i] as number), 0)
  return norm(v.map((x, i) => x - along * (line[i] as number)))
}

function norm(v: Float64Array): number {
  return Math.sqrt(v.reduce((sum, x) => sum + x * x, 0))
}

function unit(n: number): Float64Array {
  const first = new Float64Array(n)
  first[0] = 1
  return first
}
