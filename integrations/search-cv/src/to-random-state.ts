import { RandomState } from "@parzen/core"
import type { RandomStateOption } from "@parzen/model-selection"

/** The generator to draw from. @throws INVALID_SEED */
export function toRandomState(randomState: RandomStateOption): RandomState {
  return typeof randomState === "object" ? randomState : new RandomState(randomState)
}
