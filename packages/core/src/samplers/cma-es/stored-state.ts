import type { Attrs, Json } from "../../trial/attrs.ts"
import type { TrialView } from "../../trial/study-view.ts"
import { Cma } from "./cma.ts"
import { CmaWithMargin } from "./cma-with-margin.ts"
import { LearningRateCma } from "./learning-rate-cma.ts"
import type { SearchDistribution } from "./search-distribution.ts"
import { SeparableCma } from "./separable-cma.ts"
import type { Strategy } from "./strategy.ts"
import { fullStrategy, separableStrategy } from "./strategy.ts"

/** How many numbers one attribute takes: as JSON they stay well below the 65,535 bytes of MySQL's TEXT. */
const PIECE = 2000

/** What {@link writeState} keeps beside the numbers. */
interface Header {
  readonly kind: SearchDistribution["kind"]
  readonly dim: number
  readonly popsize: number
  readonly generation: number
}

/**
 * Keeps `distribution`, which has the `numbers`, with the trial: `<prefix>state`, and `<prefix>numbers:0`, `:1`, ... as plain JSON numbers, which every
 * storage and language reads back to the last bit. A memory storage keeps the array as it is, so that nothing is encoded there.
 */
export function writeState(
  trial: Pick<TrialView, "setSystemAttr">,
  prefix: string,
  distribution: SearchDistribution,
  numbers: number[],
): void {
  const { kind, dim, popsize, generation } = distribution
  trial.setSystemAttr(`${prefix}state`, { kind, dim, popsize, generation })
  for (let i = 0; i * PIECE < numbers.length; i++) {
    trial.setSystemAttr(`${prefix}numbers:${i}`, numbers.slice(i * PIECE, (i + 1) * PIECE))
  }
}

/** Whether a trial keeps a state. */
export function hasState(attrs: Attrs, prefix: string): boolean {
  return attrs[`${prefix}state`] !== undefined
}

/** What {@link writeState} kept, or `undefined` where that is not whole. */
export function readState(attrs: Attrs, prefix: string): SearchDistribution | undefined {
  const header = attrs[`${prefix}state`] as Partial<Header> | null
  const numbers: number[] = []
  for (let i = 0, piece = attrs[`${prefix}numbers:0`]; Array.isArray(piece); piece = attrs[`${prefix}numbers:${++i}`]) {
    numbers.push(...(piece as number[]))
  }
  if (!isHeader(header) || header.dim > numbers.length || !numbers.every(Number.isFinite)) return undefined
  const reader = new Reader(numbers)
  const distribution = restored(header, reader)
  return reader.isAtEnd ? distribution : undefined
}

function restored({ kind, dim, popsize, generation }: Header, reader: Reader): SearchDistribution {
  const [sigma, mean, pSigma, pc] = [reader.next(), reader.take(dim), reader.take(dim), reader.take(dim)]
  const paths = { generation, sigma, mean, pSigma, pc }
  if (kind === "separable") {
    return new SeparableCma(separableStrategy(dim, popsize), { ...paths, variances: reader.take(dim) })
  }
  const strategy: Strategy = fullStrategy(dim, popsize)
  const cma = new Cma(strategy, { ...paths, covariance: reader.symmetric(dim) })
  switch (kind) {
    case "full":
      return cma
    case "margin":
      return new CmaWithMargin(cma, reader.take(dim), reader.take(dim))
    case "learningRate": {
      const mean = { E: reader.take(dim), V: reader.next(), eta: reader.next() }
      const covariance = { E: reader.symmetric(dim), V: reader.next(), eta: reader.next() }
      return new LearningRateCma(cma, mean, covariance)
    }
  }
}

function isHeader(header: Partial<Header> | null): header is Header {
  if (typeof header !== "object" || header === null) return false
  const { kind, dim, popsize, generation } = header
  const isCount = (value: Json | undefined, least: number): boolean =>
    Number.isSafeInteger(value) && (value as number) >= least
  const isKnown = kind === "full" || kind === "margin" || kind === "learningRate" || kind === "separable"
  return isKnown && isCount(dim, kind === "separable" ? 2 : 1) && isCount(popsize, 2) && isCount(generation, 0)
}

/** Takes numbers off a list; NaN where it has ended. */
class Reader {
  readonly #numbers: readonly number[]
  #position = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** Whether all numbers have been taken, and none beyond. */
  get isAtEnd(): boolean {
    return this.#position === this.#numbers.length
  }

  next(): number {
    return this.#numbers[this.#position++] ?? NaN
  }

  take(count: number): Float64Array {
    const start = this.#position
    this.#position += count
    return Float64Array.from(this.#numbers.slice(start, this.#position))
  }

  /** An `(n, n)` matrix, of which the list has the rows from the diagonal on. */
  symmetric(n: number): Float64Array {
    const matrix = new Float64Array(n * n)
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) matrix[i * n + j] = matrix[j * n + i] = this.next()
    return matrix
  }
}
