import { describe, ParzenError } from "@parzen/core"
import type { RandomStateOption } from "./random-state.ts"
import { checkRandomState } from "./random-state.ts"
import { checkWhole } from "./splitter.ts"

/** How many rows to test and to train on: below 1 a share of all, from 1 a count. */
export interface SizeOptions {
  /** By default what `trainSize` leaves, else the splitter's own share. Shares are rounded up. */
  readonly testSize?: number | undefined
  /** By default what `testSize` leaves. Shares are rounded down. */
  readonly trainSize?: number | undefined
}

/** Options of {@link ShuffleSplit}, {@link StratifiedShuffleSplit} and {@link GroupShuffleSplit}. */
export interface ShuffleSplitOptions extends SizeOptions {
  /** How many splits; by default 10, of groups 5. */
  readonly nSplits?: number | undefined
  readonly randomState?: RandomStateOption
}

/** The options with their number of splits, checked. @throws INVALID_ARGUMENT */
export function checkShuffleOptions(
  options: ShuffleSplitOptions,
  defaultNSplits: number,
): ShuffleSplitOptions & { readonly nSplits: number } {
  checkSizes(options)
  if (options.randomState !== undefined) checkRandomState(options.randomState)
  return { ...options, nSplits: checkWhole("nSplits", options.nSplits ?? defaultNSplits, 1) }
}

/** How many of `n` rows, or groups, are trained on and tested. @throws INVALID_ARGUMENT, INVALID_DATA */
export function splitSizes(
  n: number,
  options: SizeOptions,
  defaultTestSize: number,
  counted: "rows" | "groups" = "rows",
): { nTrain: number; nTest: number } {
  checkSizes(options)
  const { trainSize } = options
  const testSize = options.testSize ?? (trainSize === undefined ? defaultTestSize : undefined)
  const test = testSize === undefined ? undefined : testSize < 1 ? Math.ceil(testSize * n) : testSize
  const train = trainSize === undefined ? undefined : trainSize < 1 ? Math.floor(trainSize * n) : trainSize
  const nTest = test ?? n - (train as number)
  const nTrain = train ?? n - nTest
  if (nTrain < 1 || nTest < 1 || nTrain + nTest > n) {
    const sizes = Object.entries({ testSize, trainSize }).filter(([, size]) => size !== undefined)
    const given = sizes.map(([name, size]) => `${name} ${size}`).join(" and ")
    throw new ParzenError(
      "INVALID_DATA",
      `${given} of ${n} ${counted}: ${nTest} to test and ${nTrain} to train on; each needs one or more, together no more than ${n}`,
    )
  }
  return { nTrain, nTest }
}

/** What can be said of the sizes before the rows are known. @throws INVALID_ARGUMENT */
export function checkSizes({ testSize, trainSize }: SizeOptions): void {
  checkSize("testSize", testSize)
  checkSize("trainSize", trainSize)
  if (testSize !== undefined && trainSize !== undefined && testSize < 1 && trainSize < 1 && testSize + trainSize > 1) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `testSize ${testSize} and trainSize ${trainSize}: together they are more than all`,
    )
  }
}

function checkSize(name: string, size: number | undefined): void {
  if (size === undefined || (typeof size === "number" && size > 0 && (size < 1 || Number.isInteger(size)))) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `${name}: takes a share above 0 and below 1, or a whole number from 1, got ${describe(size)}`,
  )
}
