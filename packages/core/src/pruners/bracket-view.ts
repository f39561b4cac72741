import type { Json } from "../trial/attrs.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { StudyView, TrialHistory } from "../trial/study-view.ts"

/** A study as one bracket of Hyperband sees it: with the trials of this bracket only. */
export class BracketView implements StudyView {
  readonly #study: StudyView
  readonly #contains: (trialNumber: number) => boolean
  readonly #finished: FrozenTrial[] = []
  #seen = 0

  constructor(study: StudyView, contains: (trialNumber: number) => boolean) {
    this.#study = study
    this.#contains = contains
  }

  get studyName(): string {
    return this.#study.studyName
  }

  get directions(): readonly Direction[] {
    return this.#study.directions
  }

  get history(): TrialHistory {
    const { trials, finished, running } = this.#study.history
    const inside = ({ number }: FrozenTrial): boolean => this.#contains(number)
    for (; this.#seen < finished.length; this.#seen++) {
      const trial = finished[this.#seen] as FrozenTrial
      if (inside(trial)) this.#finished.push(trial)
    }
    return {
      get trials() {
        return trials.filter(inside)
      },
      finished: this.#finished,
      get running() {
        return new Map([...running].filter(([, trial]) => inside(trial)))
      },
    }
  }

  get systemAttrs(): Readonly<Record<string, Json>> {
    return this.#study.systemAttrs
  }

  setSystemAttr(key: string, value: Json): void {
    this.#study.setSystemAttr(key, value)
  }

  stop(): void {
    this.#study.stop()
  }
}
