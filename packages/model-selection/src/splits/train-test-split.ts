import { ParzenError } from "@parzen/core"
import { checkSameLength } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import { countRows, takeRows } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { RandomStateOption } from "./random-state.ts"
import { checkRandomState } from "./random-state.ts"
import type { SizeOptions } from "./shuffle-sizes.ts"
import { splitSizes } from "./shuffle-sizes.ts"
import { shuffledSplits } from "./shuffle-split.ts"
import type { Split } from "./splitter.ts"
import { stratifiedSplits } from "./stratified-shuffle-split.ts"

/** Options of {@link trainTestSplit}. `testSize` is 0.25 if neither size is given. */
export interface TrainTestSplitOptions extends SizeOptions {
  readonly randomState?: RandomStateOption
  /** Whether to mix the rows; by default yes. Else the last ones are tested. */
  readonly shuffle?: boolean | undefined
  /** The classes whose shares both sides keep, a label for each row; only with `shuffle`. */
  readonly stratify?: ArrayLike<Label> | undefined
}

/** Both sides of a split, and which rows they are. */
export interface TrainTestSplit<X, Y> {
  readonly XTrain: X
  readonly XTest: X
  readonly yTrain: Y
  readonly yTest: Y
  /** The rows of `XTrain`, to take the same of weights or groups. */
  readonly trainRows: Int32Array
  readonly testRows: Int32Array
}

/**
 * Sets rows aside to test on (scikit-learn 1.9, `train_test_split`).
 * @throws INVALID_ARGUMENT for sizes out of range, and `stratify` without `shuffle`; INVALID_DATA for X and y of different
 * length, too few rows, and what {@link StratifiedShuffleSplit} refuses
 */
export function trainTestSplit<X extends Data, Y extends Data>(
  X: X,
  y: Y,
  options: TrainTestSplitOptions = {},
): TrainTestSplit<X, Y> {
  const n = countRows(X)
  checkSameLength(n, { length: countRows(y, "y") })
  const [trainRows, testRows] = splitOnce(n, options)
  return {
    XTrain: takeRows(X, trainRows),
    XTest: takeRows(X, testRows),
    yTrain: takeRows(y, trainRows),
    yTest: takeRows(y, testRows),
    trainRows,
    testRows,
  }
}

function splitOnce(n: number, { shuffle = true, stratify, randomState, ...sizes }: TrainTestSplitOptions): Split {
  const { nTrain, nTest } = splitSizes(n, sizes, 0.25)
  if (!shuffle) {
    if (stratify !== undefined) throw new ParzenError("INVALID_ARGUMENT", "stratify: needs shuffle, got shuffle: false")
    const rows = Int32Array.from({ length: n }, (_, row) => row)
    return [rows.slice(0, nTrain), rows.slice(nTrain, nTrain + nTest)]
  }
  const splits =
    stratify === undefined
      ? shuffledSplits(n, nTrain, nTest, 1, checkRandomState(randomState))
      : stratifiedSplits({ n, y: stratify, name: "stratify", nTrain, nTest, nSplits: 1, randomState })
  const [split] = splits
  return split as Split
}
