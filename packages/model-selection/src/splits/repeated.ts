import type { RandomState } from "@parzen/core"
import type { RandomStateOption } from "./random-state.ts"
import { checkRandomState } from "./random-state.ts"
import type { Split } from "./splitter.ts"
import { checkWhole } from "./splitter.ts"

/** Options of {@link RepeatedKFold} and {@link RepeatedStratifiedKFold}. */
export interface RepeatedOptions {
  /** How many folds; 2 or more, by default 5. */
  readonly nSplits?: number | undefined
  /** How many times the rows are mixed and folded; by default 10. */
  readonly nRepeats?: number | undefined
  readonly randomState?: RandomStateOption
}

/** Options that are checked. */
export interface CheckedRepeatedOptions {
  readonly nSplits: number
  readonly nRepeats: number
  readonly randomState: RandomStateOption
}

/** @throws INVALID_ARGUMENT */
export function checkRepeatedOptions({
  nSplits = 5,
  nRepeats = 10,
  randomState,
}: RepeatedOptions = {}): CheckedRepeatedOptions {
  checkWhole("nSplits", nSplits, 2)
  checkWhole("nRepeats", nRepeats, 1)
  if (randomState !== undefined) checkRandomState(randomState)
  return { nSplits, nRepeats, randomState }
}

/** The splits of one repeat after another, all out of one generator. The first repeat is made at once, so that mistakes show. */
export function repeated(
  { nRepeats, randomState }: CheckedRepeatedOptions,
  split: (rng: RandomState) => Iterable<Split>,
): IterableIterator<Split> {
  const rng = checkRandomState(randomState)
  return chain(split(rng), nRepeats, () => split(rng))
}

function* chain(
  first: Iterable<Split>,
  nRepeats: number,
  next: () => Iterable<Split>,
): Generator<Split, void, undefined> {
  yield* first
  for (let i = 1; i < nRepeats; i++) yield* next()
}
