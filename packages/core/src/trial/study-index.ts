import type { FrozenTrial } from "./frozen-trial.ts"
import type { StudyView } from "./study-view.ts"

/**
 * What an algorithm keeps of each study's finished trials: made at its first use, then told of every trial that finishes. A
 * study that is no longer used takes its entry along.
 */
export class StudyIndex<T extends { add(trial: FrozenTrial): void }> {
  readonly #create: (study: StudyView) => T
  readonly #entries = new WeakMap<StudyView, { readonly index: T; seen: number }>()

  constructor(create: (study: StudyView) => T) {
    this.#create = create
  }

  /** The entry of `study`, up to date: each finished trial is added once, in the order of `study.history.finished`. */
  of(study: StudyView): T {
    let entry = this.#entries.get(study)
    if (entry === undefined) this.#entries.set(study, (entry = { index: this.#create(study), seen: 0 }))
    const { finished } = study.history
    for (; entry.seen < finished.length; entry.seen++) entry.index.add(finished[entry.seen] as FrozenTrial)
    return entry.index
  }
}
