import { InMemoryStorage } from "../../src/storage/in-memory.ts"
import type { Changes, Leases, Revision, StartedTrial, TrialWrites, Writes } from "../../src/storage/storage.ts"
import { ParzenError } from "../../src/errors.ts"
import type { FrozenTrial } from "../../src/trial/frozen-trial.ts"

interface Lease {
  readonly studyId: number
  readonly lease: string
  expiresAt: number
}

/** In memory, with leases that run out: what several workers of one process share in tests. */
export class LeasedStorage extends InMemoryStorage {
  readonly leases: Leases
  readonly #leases = new Map<number, Lease>()
  readonly #leaseMs: number
  #nLeases = 0

  constructor(renewEveryMs = 40, leaseMs = 150) {
    super()
    this.#leaseMs = leaseMs
    this.leases = {
      renewEveryMs,
      renew: async (held) => held.filter((one) => !this.#renew(one)).map(({ trialId }) => trialId),
      countHeld: async (studyId) => [...this.#leases.values()].filter((lease) => lease.studyId === studyId).length,
      giveUpStale: (studyId, retry) => this.#giveUpStale(studyId, retry),
    }
  }

  /** Takes a trial from its worker. */
  lose(trialId: number): void {
    this.#leases.delete(trialId)
  }

  /** Lets a trial's lease run out. */
  expire(trialId: number): void {
    const lease = this.#leases.get(trialId)
    if (lease !== undefined) lease.expiresAt = 0
  }

  override async startTrial(studyId: number, since: Revision, limit?: number): Promise<StartedTrial> {
    const started = await super.startTrial(studyId, since, limit)
    const lease = `lease ${++this.#nLeases}`
    this.#leases.set(started.trial.id, { studyId, lease, expiresAt: Date.now() + this.#leaseMs })
    return { ...started, lease }
  }

  override async sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
    const lost = new Map<number, ParzenError>()
    const trials = writes.trials.filter(({ trialId, lease }) => {
      const held = this.#leases.get(trialId)
      if (held === undefined || lease === undefined || held.lease === lease) return true
      lost.set(trialId, new ParzenError("LEASE_LOST", `trial ${trialId} has another lease`))
      return false
    })
    const changes = await super.sync(studyId, { ...writes, trials }, since)
    for (const { trialId, finish } of trials) if (finish !== undefined) this.#leases.delete(trialId)
    if (lost.size === 0) return changes
    return { ...changes, refused: new Map([...(changes.refused ?? []), ...lost]) }
  }

  #renew({ trialId, lease }: { readonly trialId: number; readonly lease: string }): boolean {
    const held = this.#leases.get(trialId)
    if (held?.lease !== lease) return false
    held.expiresAt = Date.now() + this.#leaseMs
    return true
  }

  async #giveUpStale(studyId: number, retry?: (stale: FrozenTrial) => FrozenTrial | undefined): Promise<FrozenTrial[]> {
    const stale = [...this.#leases].filter(([, lease]) => lease.studyId === studyId && lease.expiresAt < Date.now())
    for (const [trialId] of stale) this.#leases.delete(trialId)
    const ends = stale.map(([trialId]): TrialWrites => {
      return { trialId, lease: undefined, finish: { state: "fail", values: undefined, completedAt: Date.now() } }
    })
    if (ends.length === 0) return []
    const { trials } = await this.sync(studyId, { trials: ends }, 0)
    const failed = trials.filter(({ id }) => ends.some(({ trialId }) => trialId === id))
    await this.addTrials(
      studyId,
      failed.flatMap((trial) => retry?.(trial) ?? []),
    )
    return failed
  }
}
