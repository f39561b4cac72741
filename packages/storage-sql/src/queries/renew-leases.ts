import { sql } from "kysely"
import type { Engine } from "../engine.ts"
import { clock } from "./clock.ts"

/** Lets leases last for another `leaseMs`, and Optuna hear the trials' hearts; answers the ids of the trials that were lost. */
export async function renewLeases(
  engine: Engine,
  held: readonly { readonly trialId: number; readonly lease: string }[],
  leaseMs: number,
): Promise<number[]> {
  if (held.length === 0) return []
  const { dialect } = engine
  return engine.transact(async (db) => {
    const ids = held.map(({ trialId }) => trialId)
    const rows = db
      .selectFrom("parzen_trials as p")
      .innerJoin("trials as t", "t.trial_id", "p.trial_id")
      .select(["p.trial_id", "p.lease"])
      .where("p.trial_id", "in", ids)
      .where("t.state", "=", "RUNNING")
    const leases = new Map((await rows.execute()).map(({ trial_id, lease }) => [trial_id, lease]))
    const kept = held.filter(({ trialId, lease }) => leases.get(trialId) === lease)
    // In the order of their ids, so that two who renew do not wait for each other.
    for (const { trialId, lease } of kept.toSorted((a, b) => a.trialId - b.trialId)) {
      await db
        .updateTable("parzen_trials")
        .set({ lease_until: sql<number>`${clock(dialect)} + ${leaseMs}` })
        .where("trial_id", "=", trialId)
        .where("lease", "=", lease)
        .where("lease_until", "is not", null)
        .execute()
    }
    const keptIds = kept.map(({ trialId }) => trialId)
    if (keptIds.length > 0) {
      await db
        .updateTable("trial_heartbeats")
        .set({ heartbeat: sql`current_timestamp` })
        .where("trial_id", "in", keptIds)
        .execute()
    }
    return ids.filter((id) => !keptIds.includes(id))
  })
}
