import type { RandomState } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import { checkSameLength } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import type { EncodedLabels, Label } from "../data/labels.ts"
import { encodeLabels } from "../data/labels.ts"
import type { RandomStateOption } from "./random-state.ts"
import { checkRandomState } from "./random-state.ts"
import type { ShuffleSplitOptions } from "./shuffle-sizes.ts"
import { checkShuffleOptions, splitSizes } from "./shuffle-sizes.ts"
import type { Split, Splitter } from "./splitter.ts"

/** Random test rows anew for each split, with the classes in nearly their overall shares (scikit-learn 1.9, `StratifiedShuffleSplit`). */
export class StratifiedShuffleSplit implements Splitter {
  readonly #options: ReturnType<typeof checkShuffleOptions>

  /** @throws INVALID_ARGUMENT */
  constructor(options: ShuffleSplitOptions = {}) {
    this.#options = checkShuffleOptions(options, 10)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /** @throws INVALID_DATA without `y`, for a class of one row, and if a side would get fewer rows than there are classes */
  split(X: Data, y?: ArrayLike<Label>): IterableIterator<Split> {
    const n = countRows(X)
    const { nTrain, nTest } = splitSizes(n, this.#options, 0.1)
    const { randomState } = this.#options
    return stratifiedSplits({ n, y, name: "y", nTrain, nTest, nSplits: this.#options.nSplits, randomState })
  }
}

/** What {@link stratifiedSplits} draws. */
export interface StratifiedDraw {
  readonly n: number
  readonly y: ArrayLike<Label> | undefined
  /** What the caller calls `y`. */
  readonly name: string
  readonly nTrain: number
  readonly nTest: number
  readonly nSplits: number
  readonly randomState: RandomStateOption
}

/** Splits of `n` rows stratified by `y`. @throws INVALID_DATA */
export function stratifiedSplits({
  n,
  y,
  name,
  nTrain,
  nTest,
  nSplits,
  randomState,
}: StratifiedDraw): IterableIterator<Split> {
  if (y === undefined) throw new ParzenError("INVALID_DATA", `${name}: the classes of the rows are needed`)
  checkSameLength(n, y, name)
  const labels = encodeLabels(y, name)
  checkClasses(labels, nTrain, nTest, name)
  return drawSplits(labels, nTrain, nTest, nSplits, checkRandomState(randomState))
}

function* drawSplits(
  { codes, counts }: EncodedLabels,
  nTrain: number,
  nTest: number,
  nSplits: number,
  rng: RandomState,
): Generator<Split, void, undefined> {
  const members = Array.from(counts, (count) => new Int32Array(count))
  const filled = new Int32Array(counts.length)
  for (const [row, code] of codes.entries()) {
    const at = filled[code] as number
    ;(members[code] as Int32Array)[at] = row
    filled[code] = at + 1
  }
  for (let i = 0; i < nSplits; i++) {
    const trainCounts = apportion(counts, nTrain, rng)
    const left = counts.map((count, code) => count - (trainCounts[code] as number))
    const testCounts = apportion(left, nTest, rng)
    const train: number[] = []
    const test: number[] = []
    for (const [code, rows] of members.entries()) {
      const drawn = Array.from(rng.permutation(rows.length), (at) => rows[at] as number)
      const cut = trainCounts[code] as number
      train.push(...drawn.slice(0, cut))
      test.push(...drawn.slice(cut, cut + (testCounts[code] as number)))
    }
    yield [shuffled(train, rng), shuffled(test, rng)]
  }
}

/**
 * How many of `nDraws` rows each class gets in proportion to its count: the mode of the multivariate hypergeometric
 * distribution, approximately. Shares are rounded down, the rows left over go to the largest remainders, equal ones by lot.
 */
function apportion(counts: Int32Array, nDraws: number, rng: RandomState): Int32Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const exact = Array.from(counts, (count) => (count / total) * nDraws)
  const given = Int32Array.from(exact, Math.floor)
  const remainders = exact.map((share, code) => share - (given[code] as number))
  let left = nDraws - given.reduce((sum, count) => sum + count, 0)
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (left <= 0) break
    const tied = remainders.flatMap((other, code) => (other === remainder ? [code] : []))
    const winners = rng.permutation(tied.length).subarray(0, left)
    for (const winner of winners) {
      const code = tied[winner] as number
      given[code] = (given[code] as number) + 1
    }
    left -= winners.length
  }
  return given
}

function shuffled(rows: readonly number[], rng: RandomState): Int32Array {
  const mixed = Int32Array.from(rows)
  rng.shuffle(mixed)
  return mixed
}

function checkClasses({ classes, counts }: EncodedLabels, nTrain: number, nTest: number, name: string): void {
  const lone = classes.filter((_, code) => (counts[code] as number) < 2)
  if (lone.length > 0) {
    throw new ParzenError(
      "INVALID_DATA",
      `${name}: each class needs two rows or more, one only has: ${lone.slice(0, 10).join(", ")}`,
    )
  }
  for (const [use, size] of [
    ["train on", nTrain],
    ["test", nTest],
  ] as const) {
    if (size < classes.length)
      throw new ParzenError(
        "INVALID_DATA",
        `${name}: ${size} rows to ${use} are fewer than its ${classes.length} classes`,
      )
  }
}
