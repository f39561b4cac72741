import { ParzenError } from "../errors.ts"
import { log } from "../logging.ts"
import type { Leases } from "../storage/storage.ts"
import type { Trial } from "./trial.ts"
import { controls } from "./trial.ts"

/** Renews the leases of the trials that run here, apart from their objectives; one that is lost aborts its trial's signal. */
export class Leaseholder {
  readonly #leases: Leases
  readonly #held = new Map<number, Trial>()
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(leases: Leases) {
    this.#leases = leases
  }

  hold(trial: Trial): void {
    this.#held.set(controls.record(trial).id, trial)
    this.#timer ??= setInterval(() => void this.#renew(), this.#leases.renewEveryMs)
  }

  release(trial: Trial): void {
    this.#held.delete(controls.record(trial).id)
    if (this.#held.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
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
