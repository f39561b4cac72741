import type { RandomStateOption, Split } from "@parzen/model-selection"
import { toRandomState } from "../to-random-state.ts"

/** A share of the rows of each split, in the order drawn. A seed draws afresh for each list of rows, as scikit-learn does. */
export function subsample(splits: readonly Split[], share: number, randomState: RandomStateOption): Split[] {
  const some = (rows: Int32Array): Int32Array => {
    const order = toRandomState(randomState).permutation(rows.length)
    return order.slice(0, Math.trunc(share * rows.length)).map((place) => rows[place] as number)
  }
  return splits.map(([train, test]) => [some(train), some(test)])
}
