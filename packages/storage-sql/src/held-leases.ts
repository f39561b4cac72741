import type { FrozenTrial } from "@parzen/core"
import { sql } from "kysely"
import type { Engine, LeaseGrant } from "./engine.ts"
import { countHeld } from "./queries/count-held.ts"
import { giveUpStale } from "./queries/give-up-stale.ts"
import { renewLeases } from "./queries/renew-leases.ts"
import type { TrialReader } from "./rows/trial-reader.ts"

/** The leases of the trials that run here. */
export class HeldLeases {
  readonly #engine: Engine
  readonly #leaseMs: number | undefined
  readonly #reader: TrialReader
  readonly #held = new Map<number, string>()

  constructor(engine: Engine, leaseMs: number | undefined, reader: TrialReader) {
    this.#engine = engine
    this.#leaseMs = leaseMs
    this.#reader = reader
  }

  /** A new lease for the next trial; `undefined` if trials may be kept for ever. */
  grant(): LeaseGrant | undefined {
    return this.#leaseMs === undefined ? undefined : { token: crypto.randomUUID(), ms: this.#leaseMs }
  }

  add(trialId: number, token: string): void {
    this.#held.set(trialId, token)
  }

  remove(trialId: number): void {
    this.#held.delete(trialId)
  }

  /** How many of the study's running trials have a lease, of whichever worker. @throws STUDY_NOT_FOUND */
  countHeld(studyId: number): Promise<number> {
    return countHeld(this.#engine.db, studyId)
  }

  renew(held: readonly { readonly trialId: number; readonly lease: string }[]): Promise<readonly number[]> {
    return renewLeases(this.#engine, held, this.#leaseMs ?? 0)
  }

  giveUpStale(
    studyId: number,
    retry?: (stale: FrozenTrial) => FrozenTrial | undefined,
  ): Promise<readonly FrozenTrial[]> {
    return giveUpStale(this.#engine, this.#reader, studyId, retry)
  }

  /** Lets go of what is still held: those trials run on without a lease, and are nobody's to give up. */
  async release(): Promise<void> {
    if (this.#held.size === 0) return
    const held = [...this.#held]
    this.#held.clear()
    await this.#engine.transact(async (db) => {
      for (const [trialId, lease] of held) {
        const released = await db
          .updateTable("parzen_trials")
          .set({ lease_until: null })
          .where("trial_id", "=", trialId)
          .where("lease", "=", lease)
          .where(sql<boolean>`lease_until is not null`)
          .executeTakeFirst()
        // Optuna would fail a running trial whose heart has stopped.
        if (released.numUpdatedRows > 0n)
          await db.deleteFrom("trial_heartbeats").where("trial_id", "=", trialId).execute()
      }
    })
  }
}
