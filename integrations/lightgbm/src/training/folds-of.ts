import { ParzenError, RandomState } from "@parzen/core"
import type { Split, Splitter } from "@parzen/model-selection"
import { GroupKFold, StratifiedKFold } from "@parzen/model-selection"
import type { Dataset } from "../data/dataset.ts"
import type { ResolvedParams } from "../params/resolve-params.ts"

/** How `cv` divides the rows. */
export interface FoldOptions {
  /** The splits, or what makes them; goes before the others. */
  readonly folds?: Splitter | Iterable<readonly [train: ArrayLike<number>, test: ArrayLike<number>]> | undefined
  /** How many folds; 5 by default. */
  readonly nfold?: number | undefined
  /** Whether each fold has the classes in the same shares; true by default, so give false for a regression. */
  readonly stratified?: boolean | undefined
  /** Whether the rows are shuffled before; true by default. Never those of ranking. */
  readonly shuffle?: boolean | undefined
  /** Of the shuffling; 0 by default. */
  readonly seed?: number | undefined
}

const RANKING = /^(lambdarank|rank_xendcg|xendcg|xe_ndcg|xe_ndcg_mart|xendcg_mart)$/

/** The splits that Python's `cv` makes of the same data, seed included. @throws INVALID_DATA, INVALID_ARGUMENT */
export function foldsOf(data: Dataset, params: ResolvedParams, options: FoldOptions): readonly Split[] {
  const { folds, nfold = 5, stratified = true, shuffle = true, seed = 0 } = options
  const rows = Array.from({ length: data.numData }, (_, row) => row)
  if (folds !== undefined && !("split" in folds))
    return Array.from(folds, ([train, test]) => [Int32Array.from(train), Int32Array.from(test)] as const)
  if (!Number.isInteger(nfold) || nfold < 2 || nfold > rows.length)
    throw new ParzenError("INVALID_ARGUMENT", `nfold: takes an integer from 2 to the ${rows.length} rows, got ${nfold}`)
  const queries =
    data.group === undefined ? undefined : Array.from(data.group, (n, i) => new Array<number>(n).fill(i)).flat()
  const splitter =
    folds ?? splitterOf(RANKING.test(String(params["objective"] ?? "")), stratified, nfold, shuffle, seed)
  if (splitter !== undefined)
    return Array.from(
      splitter.split(rows, Array.from(data.label ?? []), queries ?? new Array<number>(rows.length).fill(0)),
    )
  return inParts(shuffle ? new RandomState(seed).permutation(rows.length) : Int32Array.from(rows), nfold)
}

function splitterOf(
  isRanking: boolean,
  stratified: boolean,
  nSplits: number,
  shuffle: boolean,
  seed: number,
): Splitter | undefined {
  if (isRanking) return new GroupKFold({ nSplits })
  return stratified ? new StratifiedKFold({ nSplits, shuffle, ...(shuffle && { randomState: seed }) }) : undefined
}

/** Consecutive parts of `order` as numpy's `array_split` makes them, each the test rows of one split. */
function inParts(order: ArrayLike<number>, nfold: number): Split[] {
  const all = Array.from(order)
  const size = Math.floor(all.length / nfold)
  const larger = all.length % nfold
  return Array.from({ length: nfold }, (_, k) => {
    const begin = k * size + Math.min(k, larger)
    const end = begin + size + (k < larger ? 1 : 0)
    return [
      Int32Array.from([...all.slice(0, begin), ...all.slice(end)]),
      Int32Array.from(all.slice(begin, end)),
    ] as const
  })
}
