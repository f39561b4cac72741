import type { Data } from "../data/data.ts"
import { KFold } from "./k-fold.ts"
import type { CheckedRepeatedOptions, RepeatedOptions } from "./repeated.ts"
import { checkRepeatedOptions, repeated } from "./repeated.ts"
import type { Split, Splitter } from "./splitter.ts"

/** {@link KFold} several times over, mixed differently each time (scikit-learn 1.9, `RepeatedKFold`). */
export class RepeatedKFold implements Splitter {
  readonly #options: CheckedRepeatedOptions

  /** @throws INVALID_ARGUMENT */
  constructor(options?: RepeatedOptions) {
    this.#options = checkRepeatedOptions(options)
  }

  getNSplits(): number {
    return this.#options.nSplits * this.#options.nRepeats
  }

  /** @throws INVALID_DATA if there are fewer rows than folds */
  split(X: Data): IterableIterator<Split> {
    const { nSplits } = this.#options
    return repeated(this.#options, (randomState) => new KFold({ nSplits, shuffle: true, randomState }).split(X))
  }
}
