import { ParzenError } from "@parzen/core"
import type { Fields } from "./fields-of.ts"
import { count, numbers } from "./fields-of.ts"

const CATEGORICAL = 1

/** Checks that each split leads on to others, or to a leaf, and looks at a column that there is. @throws INVALID_MODEL */
export function checkTree(fields: Fields, nFeatures: number): void {
  const nLeaves = count(fields, "num_leaves", 1)
  const nSplits = nLeaves - 1
  const nCategorical = count(fields, "num_cat", 0)
  numbers(fields, "leaf_value", nLeaves)
  numbers(fields, "shrinkage", 1)
  if (nSplits === 0) return
  const columns = numbers(fields, "split_feature", nSplits)
  const thresholds = numbers(fields, "threshold", nSplits)
  const decisions = numbers(fields, "decision_type", nSplits)
  check(columns.every(isIndex(nFeatures)), "split_feature names a column that there is not")
  check(decisions.every(isIndex(128)), "decision_type is none")
  checkChildren(numbers(fields, "left_child", nSplits), numbers(fields, "right_child", nSplits))
  for (const name of ["leaf_count", "leaf_weight"]) if (hasNumbers(fields, name)) numbers(fields, name, nLeaves)
  for (const name of ["split_gain", "internal_value", "internal_weight", "internal_count"])
    if (hasNumbers(fields, name)) numbers(fields, name, nSplits)
  const isOfSet = thresholds.filter((_, i) => ((decisions[i] as number) & CATEGORICAL) !== 0)
  check(isOfSet.every(isIndex(nCategorical)), "threshold names a set of categories that there is not")
  if (nCategorical > 0) checkCategories(fields, nCategorical)
  if ((fields.get("is_linear") ?? "0").trim() !== "0") checkLeafModels(fields, nLeaves, nFeatures)
}

/** Splits are numbered as they were made: each but the first is the child of one before it, and so is each leaf, `-1 - leaf`. */
function checkChildren(left: Float64Array, right: Float64Array): void {
  const seen = new Set<number>()
  for (let split = 0; split < left.length; split++) {
    for (const child of [left[split] as number, right[split] as number]) {
      const isThere = Number.isInteger(child) && (child < 0 ? child >= -left.length - 1 : child < left.length)
      check(isThere && (child < 0 || child > split) && !seen.has(child), `split ${split} leads nowhere`)
      seen.add(child)
    }
  }
}

function checkCategories(fields: Fields, nCategorical: number): void {
  const boundaries = numbers(fields, "cat_boundaries", nCategorical + 1)
  const isAscending = boundaries.every((bound, i) => Number.isInteger(bound) && bound >= (boundaries[i - 1] ?? 0))
  check(boundaries[0] === 0 && isAscending, "cat_boundaries do not ascend from 0")
  const words = numbers(fields, "cat_threshold", boundaries.at(-1))
  check(words.every(isIndex(2 ** 32)), "cat_threshold holds what is no set")
}

/** The linear models of the leaves: of each how many columns, which, and a coefficient for each. */
function checkLeafModels(fields: Fields, nLeaves: number, nFeatures: number): void {
  numbers(fields, "leaf_const", nLeaves)
  const sizes = numbers(fields, "num_features", nLeaves)
  check(sizes.every(isIndex(nFeatures + 1)), "num_features is none")
  const total = sizes.reduce((sum, size) => sum + size, 0)
  check(
    numbers(fields, "leaf_features", total).every(isIndex(nFeatures)),
    "leaf_features names a column that there is not",
  )
  numbers(fields, "leaf_coeff", total)
}

function isIndex(end: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= 0 && value < end
}

function hasNumbers(fields: Fields, name: string): boolean {
  return (fields.get(name) ?? "").trim() !== ""
}

function check(isSound: boolean, fault: string): void {
  if (!isSound) throw new ParzenError("INVALID_MODEL", fault)
}
