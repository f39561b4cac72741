import { checkCompatible, sameDistribution } from "../distributions/distribution.ts"
import type { Distribution } from "../distributions/distribution.ts"
import { isRetry } from "../storage/retry-stale-trial.ts"
import type { StudyHeader } from "../storage/storage.ts"
import type { Attrs, Json } from "../trial/attrs.ts"
import { checkAttr } from "../trial/attrs.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { checkParamName } from "../trial/param-name.ts"
import { isFinished } from "../trial/state.ts"
import type { StudyView, TrialHistory } from "../trial/study-view.ts"
import { LiveRecord } from "./live-record.ts"
import type { Outbox } from "./outbox.ts"

/** What this process knows of a study: what it runs itself, at once; what others do, as of the last sync. */
export class LocalView implements StudyView, TrialHistory {
  readonly studyName: string
  readonly directions: readonly Direction[]
  readonly trials: FrozenTrial[] = []
  readonly finished: FrozenTrial[] = []
  readonly running: Map<number, FrozenTrial> = new Map()
  userAttrs: Attrs
  systemAttrs: Attrs
  /** Set by {@link stop}; the running `optimize`, if any, looks at it and clears it when it starts. */
  stopped = false
  /** The distribution that each parameter had when it was last seen. */
  readonly #distributions = new Map<string, Distribution>()
  readonly #outbox: Outbox
  #nRetries = 0
  /** How many trials were looked at for {@link nRetries}. */
  #nCounted = 0

  constructor({ studyName, directions, userAttrs, systemAttrs }: StudyHeader, outbox: Outbox) {
    this.studyName = studyName
    this.directions = directions
    this.userAttrs = userAttrs
    this.systemAttrs = systemAttrs
    this.#outbox = outbox
  }

  get history(): TrialHistory {
    return this
  }

  setSystemAttr(key: string, value: Json): void {
    this.systemAttrs = { ...this.systemAttrs, [key]: value }
    ;(this.#outbox.study().systemAttrs ??= {})[key] = value
  }

  setUserAttr(key: string, value: unknown): void {
    const json = checkAttr(key, value)
    this.userAttrs = { ...this.userAttrs, [key]: json }
    ;(this.#outbox.study().userAttrs ??= {})[key] = json
  }

  /** A sampler has nothing left to try: but a trial that a dead worker has left is still to be run. */
  stop(): void {
    this.stopped ||= !this.trials.some((trial) => trial.state === "waiting" && isRetry(trial))
  }

  /** How many trials are there instead of one that a dead worker has left. */
  get nRetries(): number {
    for (let trial = this.trials[this.#nCounted]; trial !== undefined; trial = this.trials[this.#nCounted]) {
      if (isRetry(trial)) this.#nRetries++
      this.#nCounted++
    }
    return this.#nRetries
  }

  /** Takes in a trial that this process has begun to run. */
  adopt(record: LiveRecord): void {
    this.trials[record.number] = record
    this.running.set(record.number, record)
  }

  /** Takes in what the storage says. Of a trial that this process runs, only its end is news. */
  merge(trials: readonly FrozenTrial[]): void {
    for (let i = 0; i < trials.length; i++) {
      const trial = trials[i] as FrozenTrial
      const { number, state } = trial
      const known = this.trials[number]
      if (known !== undefined && isFinished(known.state)) continue
      const isOwn = known instanceof LiveRecord
      if (isFinished(state)) {
        this.finished.push(trial)
        this.running.delete(number)
      } else if (isOwn) continue
      else if (state === "running") this.running.set(number, trial)
      if (!isOwn && state !== "waiting") this.#learn(trial)
      this.trials[number] = trial
    }
  }

  /**
   * The distribution to draw `name` from: the one seen last, where it is equal, so that the trials share one object.
   * @throws INVALID_PARAM_NAME, INCOMPATIBLE_DISTRIBUTION if the study has had another kind, scale or other choices under this name.
   */
  distribution(name: string, wanted: Distribution): Distribution {
    const last = this.#distributions.get(name)
    if (last !== undefined) {
      if (sameDistribution(last, wanted)) return last
      checkCompatible(name, last, wanted)
    } else checkParamName(name)
    return wanted
  }

  /** Remembers what `name` was drawn from. */
  learn(name: string, distribution: Distribution): void {
    this.#distributions.set(name, distribution)
  }

  /** @throws INCOMPATIBLE_DISTRIBUTION if the trials do not go together with those of the study, or among each other */
  checkCompatible(trials: readonly FrozenTrial[]): void {
    const seen = new Map(this.#distributions)
    for (const { distributions } of trials) {
      for (const [name, distribution] of Object.entries(distributions)) {
        const last = seen.get(name)
        if (last !== undefined) checkCompatible(name, last, distribution)
        seen.set(name, distribution)
      }
    }
  }

  /** The distribution that `name` had when it was last seen. */
  lastDistribution(name: string): Distribution | undefined {
    return this.#distributions.get(name)
  }

  #learn({ distributions }: FrozenTrial): void {
    for (const name in distributions) this.learn(name, distributions[name] as Distribution)
  }
}
