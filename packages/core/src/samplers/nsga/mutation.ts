import type { RandomState } from "../../random/random-state.ts"
import type { ColumnBounds } from "../../space/transform.ts"
import type { StudyView } from "../../trial/study-view.ts"

/** Changes a numeric parameter of a child. */
export interface Mutation {
  /** The changed gene; with `log` in nats. What is out of `bounds` is moved to the nearer end. */
  mutation(gene: number, random: RandomState, study: StudyView, bounds: ColumnBounds): number
}
