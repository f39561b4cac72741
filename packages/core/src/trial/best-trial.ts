import { ParzenError } from "../errors.ts"
import { violation } from "./constraints.ts"
import type { FrozenTrial } from "./frozen-trial.ts"
import type { StudyView } from "./study-view.ts"

/**
 * Follows the best trial of one study: the complete and feasible one of the best value, ties to the lowest number. An infinite
 * value has its place in the order; failed and pruned trials do not count. Each call reads only the trials that have finished
 * since the last.
 */
export class BestTrial {
  readonly #study: StudyView
  #seen = 0
  #nComplete = 0
  #best: FrozenTrial | undefined

  constructor(study: StudyView) {
    this.#study = study
  }

  /** The best trial; `undefined` while there is none, and with several objectives. */
  peek(): FrozenTrial | undefined {
    const { directions, history } = this.#study
    if (directions.length !== 1) return undefined
    const sign = directions[0] === "maximize" ? -1 : 1
    for (; this.#seen < history.finished.length; this.#seen++) {
      this.#add(history.finished[this.#seen] as FrozenTrial, sign)
    }
    return this.#best
  }

  /** The best trial. @throws SINGLE_OBJECTIVE_ONLY, NO_COMPLETE_TRIAL, NO_FEASIBLE_TRIAL if each complete trial breaks a constraint */
  get(): FrozenTrial {
    const best = this.peek()
    if (best !== undefined) return best
    const { directions, studyName } = this.#study
    if (directions.length !== 1) {
      throw new ParzenError(
        "SINGLE_OBJECTIVE_ONLY",
        `study '${studyName}' has ${directions.length} objectives: read 'bestTrials'`,
      )
    }
    if (this.#nComplete === 0) {
      throw new ParzenError("NO_COMPLETE_TRIAL", `study '${studyName}' has no complete trial yet`)
    }
    throw new ParzenError("NO_FEASIBLE_TRIAL", `each complete trial of study '${studyName}' breaks a constraint`)
  }

  #add(trial: FrozenTrial, sign: 1 | -1): void {
    if (trial.state !== "complete") return
    this.#nComplete++
    if (violation(trial.systemAttrs) > 0) return
    const best = this.#best
    const lead = best === undefined ? 1 : sign * ((best.value as number) - (trial.value as number))
    if (lead > 0 || (best?.value === trial.value && trial.number < (best as FrozenTrial).number)) this.#best = trial
  }
}
