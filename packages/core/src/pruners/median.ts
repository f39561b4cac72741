import type { StartupOptions } from "./percentile.ts"
import { PercentilePruner } from "./percentile.ts"

/** Options of {@link MedianPruner}. */
export type MedianPrunerOptions = StartupOptions

/** Prunes a trial whose best report so far is worse than the median at its step: {@link PercentilePruner} at 50. */
export class MedianPruner extends PercentilePruner {
  /** @throws INVALID_ARGUMENT for counts that are not whole or too small */
  constructor(options: MedianPrunerOptions = {}) {
    super({ ...options, percentile: 50 })
  }
}
