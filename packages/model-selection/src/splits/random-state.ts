import { describe, ParzenError, RandomState } from "@parzen/core"

/** A seed: the same numbers each time. Or a generator: it goes on where it stands. Without one, numbers differ each time. */
export type RandomStateOption = number | RandomState | undefined

/**
 * The generator to draw from.
 * @throws INVALID_SEED for a seed that is not a whole number from 0 to 2^32 - 1
 */
export function checkRandomState(randomState: RandomStateOption): RandomState {
  if (randomState === undefined) return new RandomState()
  if (typeof randomState === "object" && randomState !== null && "permutation" in randomState) return randomState
  if (Number.isInteger(randomState) && randomState >= 0 && randomState < 2 ** 32) return new RandomState(randomState)
  throw new ParzenError(
    "INVALID_SEED",
    `randomState: takes a whole number from 0 to 4294967295 or a RandomState, got ${describe(randomState)}`,
  )
}
