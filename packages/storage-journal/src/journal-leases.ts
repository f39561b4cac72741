import type { FrozenTrial, Leases } from "@parzen/core"
import { copyRecord } from "./copy-record.ts"
import { addTrialEntry, finishEntry, runTrialEntry } from "./entries.ts"
import type { GroupCommit } from "./group-commit.ts"
import { isBroken } from "./lease.ts"
import type { Replica } from "./replica.ts"
import type { Slot } from "./study-replica.ts"

/**
 * Heartbeats in the journal: a worker repeats that it runs its trial, which Optuna's replay takes for a claim that came too late
 * and passes over. A trial that Optuna runs has no lease.
 */
export class JournalLeases implements Leases {
  readonly renewEveryMs: number
  readonly #gracePeriodMs: number
  readonly #replica: Replica
  readonly #commits: GroupCommit
  /** Gives trials up. */
  readonly #worker: string

  constructor(
    { renewEveryMs, gracePeriodMs }: { readonly renewEveryMs: number; readonly gracePeriodMs: number },
    replica: Replica,
    commits: GroupCommit,
    worker: string,
  ) {
    this.renewEveryMs = renewEveryMs
    this.#gracePeriodMs = gracePeriodMs
    this.#replica = replica
    this.#commits = commits
    this.#worker = worker
  }

  renew(held: readonly { readonly trialId: number; readonly lease: string }[]): Promise<readonly number[]> {
    const isOurs = ({ trialId, lease }: (typeof held)[number]): boolean => {
      const slot = this.#replica.slotOf(trialId)
      return slot?.record.state === "running" && slot.owner === lease
    }
    return this.#commits.run({
      entries: () =>
        held.filter(isOurs).map(({ trialId, lease }) => runTrialEntry(lease, trialId, Date.now(), this.#gracePeriodMs)),
      answer: () => held.filter((one) => !isOurs(one)).map(({ trialId }) => trialId),
    })
  }

  countHeld(studyId: number): Promise<number> {
    return this.#commits.run({ answer: () => this.#replica.study(studyId).leased.size })
  }

  async giveUpStale(
    studyId: number,
    retry?: (stale: FrozenTrial) => FrozenTrial | undefined,
  ): Promise<readonly FrozenTrial[]> {
    // Mostly there are none: then nobody has to be kept from writing.
    if ((await this.#commits.run({ answer: () => this.#stale(studyId) })).length === 0) return []
    let given: Slot[] = []
    return this.#commits.run({
      isDurable: true,
      entries: (draft) => {
        given = this.#stale(studyId).filter((slot) => !draft.givenUp.has(slot))
        return given.flatMap((slot) => {
          draft.givenUp.add(slot)
          return this.#giveUp(slot, retry)
        })
      },
      answer: () => given.filter(({ owner }) => owner === this.#worker).map(({ record }) => record),
    })
  }

  #stale(studyId: number): Slot[] {
    const [now, monotonicNow] = [Date.now(), performance.now()]
    const leased = [...this.#replica.study(studyId).leased]
    return leased.filter(({ lease }) => lease !== undefined && isBroken(lease, now, monotonicNow))
  }

  #giveUp({ study, record }: Slot, retry: ((stale: FrozenTrial) => FrozenTrial | undefined) | undefined): string[] {
    const completedAt = Date.now()
    const stale = copyRecord(record)
    stale.state = "fail"
    stale.completedAt = completedAt
    const again = retry?.(stale)
    const end = finishEntry(this.#worker, record.id, { state: "fail", values: undefined, completedAt })
    return again === undefined ? [end] : [end, addTrialEntry(this.#worker, study.id, again)]
  }
}
