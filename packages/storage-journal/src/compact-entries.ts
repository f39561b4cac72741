import {
  addTrialEntry,
  createStudyEntry,
  deleteStudyEntry,
  emptyTrialEntry,
  runTrialEntry,
  studyAttrEntries,
} from "./entries.ts"
import { writeLossless } from "./lossless-json.ts"
import type { Replica } from "./replica.ts"
import type { Slot } from "./study-replica.ts"

/**
 * Entries that come to the same as all that `replica`, of lossless JSON, has taken. Ids are places, so what was deleted is made
 * and deleted again. Trials that run stay their workers'.
 * @throws INVALID_DISTRIBUTION for a study that cannot be read
 */
export function compactEntries(replica: Replica, worker: string): string[] {
  const ids = Array.from({ length: replica.nStudies }, (_, id) => id)
  const deleted = ids.filter((id) => !replica.studies.has(id))
  const studies = ids.map((id) => {
    if (deleted.includes(id)) return createStudyEntry(worker, `deleted-${worker}-${id}`, ["minimize"])
    const { studyName, directions } = replica.study(id)
    return createStudyEntry(worker, studyName, directions)
  })
  const trials = replica.slots.flatMap((slot) =>
    slot === undefined ? [emptyTrialEntry(worker, deleted[0] as number)] : trialEntries(slot, worker),
  )
  const attrs = [...replica.studies.values()].flatMap(({ id, userAttrs, systemAttrs }) => [
    ...studyAttrEntries(worker, id, "user", userAttrs, writeLossless),
    ...studyAttrEntries(worker, id, "system", systemAttrs, writeLossless),
  ])
  return [...studies, ...trials, ...attrs, ...deleted.map((id) => deleteStudyEntry(worker, id))]
}

function trialEntries({ study, record, owner, lease }: Slot, worker: string): string[] {
  const runner = record.state === "running" ? (owner ?? worker) : worker
  const entry = addTrialEntry(runner, study.id, record, writeLossless)
  return lease === undefined ? [entry] : [entry, runTrialEntry(runner, record.id, lease.renewedAt, lease.ttlMs)]
}
