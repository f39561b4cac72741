import { ParzenError } from "../errors.ts"
import { log } from "../logging.ts"
import type { Leases, StaleTrialCallback } from "../storage/storage.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { Trial } from "./trial.ts"
import { controls } from "./trial.ts"

/**
 * Renews the leases of the trials that run here, apart from their objectives; one that is lost aborts its trial's signal. Gives
 * up the trials of others that were not renewed.
 */
export class Leaseholder {
  readonly #leases: Leases
  readonly #studyId: number
  readonly #held = new Map<number, Trial>()
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #onStale: StaleTrialCallback | undefined
  #sweptAt = -Infinity

  constructor(leases: Leases, studyId: number, onStale: StaleTrialCallback | undefined) {
    this.#leases = leases
    this.#studyId = studyId
    this.#onStale = onStale
  }

  /** Gives up what others have left, unless that was done a moment ago. */
  async sweepIfDue(): Promise<void> {
    if (performance.now() - this.#sweptAt >= this.#leases.renewEveryMs) await this.#sweep()
  }

  /** Whether a trial of another worker is to be run again, or will be if that worker dies. */
  async othersMayLeave(): Promise<boolean> {
    if (this.#onStale === undefined) return false
    return (await this.#sweep()) > 0 || (await this.#leases.countHeld(this.#studyId)) > this.#held.size
  }

  hold(trial: Trial): void {
    this.#held.set(controls.record(trial).id, trial)
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => void this.#renew(), this.#leases.renewEveryMs)
    // Whoever asks and never tells must not keep a process of Node alive.
    ;(this.#timer as { unref?(): void }).unref?.()
  }

  release(trial: Trial): void {
    this.#held.delete(controls.record(trial).id)
    if (this.#held.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Answers how many trials were given up. */
  async #sweep(): Promise<number> {
    this.#sweptAt = performance.now()
    const callback = this.#onStale
    const retry = callback && ((stale: FrozenTrial): FrozenTrial | undefined => callback.retryOf(stale))
    const failed = await this.#leases.giveUpStale(this.#studyId, retry)
    for (const { number } of failed) {
      log("warning", `Trial ${number} was given up: its worker has not renewed its lease in time.`)
    }
    return failed.length
  }

  async #renew(): Promise<void> {
    const held = [...this.#held].flatMap(([trialId, trial]) => {
      const { lease } = controls.record(trial)
      return lease === undefined ? [] : [{ trialId, lease }]
    })
    try {
      for (const trialId of await this.#leases.renew(held)) {
        const trial = this.#held.get(trialId)
        if (trial === undefined) continue
        controls.abort(
          trial,
          new ParzenError("LEASE_LOST", `trial ${trial.number} was not renewed in time and was given up`),
        )
      }
    } catch (error) {
      // The next turn tries again; a lease that is lost meanwhile shows at the next write.
      log("warning", `Leases could not be renewed: ${String(error)}`)
    }
  }
}
