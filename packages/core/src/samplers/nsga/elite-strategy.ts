import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { StudyView } from "../../trial/study-view.ts"

/** Chooses the parents of a generation out of the complete trials of the last one and their parents. */
export type ElitePopulationSelectionStrategy = (
  study: StudyView,
  population: readonly FrozenTrial[],
) => readonly FrozenTrial[]
