import { describe, ParzenError } from "../../errors.ts"
import { RandomState } from "../../random/random-state.ts"
import type { ForestOptions } from "./random-forest.ts"

/** Options of an evaluator that grows a forest. */
export interface ForestImportanceOptions {
  /** How many trees; by default 64. */
  readonly nTrees?: number | undefined
  /** How many splits may lie above a leaf; by default 64. */
  readonly maxDepth?: number | undefined
  /** A whole number from 0 to 2^32 - 1 that fixes the forest; by default different each time. */
  readonly seed?: number | undefined
}

/** `options` of the evaluator `name`, complete. @throws INVALID_ARGUMENT, INVALID_SEED */
export function forestOptions(name: string, options: ForestImportanceOptions): ForestOptions {
  const { nTrees = 64, maxDepth = 64, seed } = options
  for (const [option, value] of Object.entries({ nTrees, maxDepth })) {
    if (Number.isSafeInteger(value) && value >= 1) continue
    throw new ParzenError("INVALID_ARGUMENT", `${name}: ${option} takes a whole number from 1, got ${describe(value)}`)
  }
  // For its check of the seed.
  void new RandomState(seed)
  return { nTrees, maxDepth, seed }
}
