import type { Finish, TrialWrites } from "@parzen/core"
import { checkCompatible, isParzenError, ParzenError } from "@parzen/core"
import type { Draft } from "./draft.ts"
import { distributionText, finishEntry, paramEntry, reportEntry, trialAttrEntries } from "./entries.ts"
import { isFinished } from "./is-finished.ts"
import type { Replica } from "./replica.ts"
import type { Slot, StudyReplica } from "./study-replica.ts"

/** Turns what a trial writes into entries, and refuses what is not allowed. */
export class TrialWriter {
  readonly #replica: Replica
  /** Writes where the trial itself was not started here. */
  readonly #worker: string

  constructor(replica: Replica, worker: string) {
    this.#replica = replica
    this.#worker = worker
  }

  /** The entries of one trial's writes, or why there are none. */
  entries(study: StudyReplica, writes: TrialWrites, draft: Draft): readonly string[] | ParzenError {
    const { trialId, lease } = writes
    const slot = this.#replica.slotOf(trialId)
    if (slot?.study !== study) return new ParzenError("TRIAL_NOT_FOUND", `there is no trial of id ${trialId}`)
    const refusal = refusalOf(slot, writes)
    if (refusal !== undefined) return refusal
    if (isFinished(slot.record.state)) return []
    const misfit = findMisfit(study, writes)
    if (misfit !== undefined) return misfit
    const worker = lease ?? slot.owner ?? this.#worker
    for (const { distribution } of writes.params ?? [])
      this.#replica.share(distributionText(distribution), distribution)
    return [
      ...(writes.params ?? []).map((param) => paramEntry(worker, trialId, param)),
      ...(writes.reports ?? [])
        .filter(([step]) => draft.report(slot, step))
        .map(([step, value]) => reportEntry(worker, trialId, step, value)),
      ...trialAttrEntries(worker, trialId, "user", writes.userAttrs),
      ...trialAttrEntries(worker, trialId, "system", writes.systemAttrs),
      ...(writes.finish === undefined ? [] : [finishEntry(worker, trialId, writes.finish)]),
    ]
  }

  /** Whether the writes of a trial, once taken, came too late. */
  afterwards(writes: TrialWrites): ParzenError | undefined {
    const slot = this.#replica.slotOf(writes.trialId)
    return slot && refusalOf(slot, writes)
  }
}

/** Why a trial takes no such writes: it has ended otherwise, or is another worker's. */
function refusalOf({ record, owner }: Slot, { lease, finish }: TrialWrites): ParzenError | undefined {
  if (!isFinished(record.state)) {
    if (lease === undefined || lease === owner) return undefined
    return new ParzenError("LEASE_LOST", `trial ${record.number} is another worker's`)
  }
  if (finish !== undefined && isSameEnd(record, finish)) return undefined
  return lease !== undefined && lease !== owner
    ? new ParzenError("LEASE_LOST", `trial ${record.number} was not renewed in time and was given up`)
    : new ParzenError(
        "TRIAL_FINISHED",
        `trial ${record.number} has finished (${record.state}) and takes no more writes`,
      )
}

/** Why the parameters do not go with those of the study. */
function findMisfit({ distributions }: StudyReplica, { params = [] }: TrialWrites): ParzenError | undefined {
  try {
    for (const { name, distribution } of params) {
      const first = distributions.get(name)
      if (first !== undefined) checkCompatible(name, first.distribution, distribution)
    }
    return undefined
  } catch (error) {
    if (isParzenError(error)) return error
    throw error
  }
}

function isSameEnd({ state, values }: Slot["record"], end: Finish): boolean {
  return (
    state === end.state &&
    values?.length === end.values?.length &&
    (values ?? []).every((value, i) => Object.is(value, end.values?.[i]))
  )
}
