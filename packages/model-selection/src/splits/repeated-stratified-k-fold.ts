import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { CheckedRepeatedOptions, RepeatedOptions } from "./repeated.ts"
import { checkRepeatedOptions, repeated } from "./repeated.ts"
import type { Split, Splitter } from "./splitter.ts"
import { StratifiedKFold } from "./stratified-k-fold.ts"

/** {@link StratifiedKFold} several times over, mixed differently each time (scikit-learn 1.9, `RepeatedStratifiedKFold`). */
export class RepeatedStratifiedKFold implements Splitter {
  readonly #options: CheckedRepeatedOptions

  /** @throws INVALID_ARGUMENT */
  constructor(options?: RepeatedOptions) {
    this.#options = checkRepeatedOptions(options)
  }

  getNSplits(): number {
    return this.#options.nSplits * this.#options.nRepeats
  }

  /** @throws INVALID_DATA as {@link StratifiedKFold} */
  split(X: Data, y?: ArrayLike<Label>): IterableIterator<Split> {
    const { nSplits } = this.#options
    return repeated(this.#options, (randomState) =>
      new StratifiedKFold({ nSplits, shuffle: true, randomState }).split(X, y),
    )
  }
}
