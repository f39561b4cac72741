import type { RandomState } from "../../random/random-state.ts"
import type { ColumnBounds } from "../../space/transform.ts"
import type { StudyView } from "../../trial/study-view.ts"

/** Makes a child of some parents. Works on numeric parameters only; categorical ones come from one parent or another. */
export interface Crossover {
  /** How many parents a child has, at least 1. */
  readonly nParents: number
  /**
   * The child's genes. Out of range is allowed: then other parents are chosen, and the call is made again.
   * @param parents (nParents, n): with `log` in nats, without it the parameters' values. Not to be changed.
   * @param bounds of the n genes; where there is a step, half a step wider than the range at both ends.
   */
  crossover(
    parents: readonly ArrayLike<number>[],
    random: RandomState,
    study: StudyView,
    bounds: readonly ColumnBounds[],
  ): ArrayLike<number>
}
