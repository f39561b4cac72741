import type { Pruner } from "./pruner.ts"

/** Never prunes. */
export class NopPruner implements Pruner {
  prune(): boolean {
    return false
  }
}
