import type { Direction, Distribution, ParamValue, Revision } from "@parzen/core"
import { jsonToDistribution, ParzenError, TrialRecord } from "@parzen/core"
import { rememberText } from "./entries.ts"
import { isFinished } from "./is-finished.ts"
import type { JournalEntry } from "./operations.ts"
import { OP, STATES } from "./operations.ts"
import { parsePythonJson } from "./python-json.ts"
import { pythonCompatible } from "./python-compatible.ts"
import type { Slot } from "./study-replica.ts"
import { StudyReplica } from "./study-replica.ts"

/** How a replica reads what it takes. */
export interface ReplicaOptions {
  /** What the ids of this process's workers begin with. */
  readonly ownPrefix?: string
  /** Reads an entry; by default as Python's `json.loads` does. */
  readonly parse?: (text: string) => unknown
  /** Reads a time, in ms since 1970; by default whole ones. */
  readonly parseTime?: (iso: string) => number
}

/**
 * What the journal comes to when its entries are taken one after the other, by the rules of Optuna 5.0.0
 * (`storages/journal/_storage.py`): each process that reads them so arrives at the same. What is not allowed is passed over.
 */
export class Replica {
  /** Those that were not deleted, by id. */
  readonly studies: Map<number, StudyReplica> = new Map()
  /** The trials that run here, by the worker id that took them. */
  readonly owned: Map<string, Slot> = new Map()
  readonly #ownPrefix: string | undefined
  readonly #parse: (text: string) => unknown
  readonly #parseTime: (iso: string) => number
  /** All trials by id; without those of deleted studies. */
  #slots: (Slot | undefined)[] = []
  #nextStudyId = 0
  /** By JSON: trials share one object. */
  readonly #distributions = new Map<string, Distribution>()
  /** Revisions that were told of before the journal was read anew. */
  readonly #bases = new Map<number, Revision>()

  constructor({ ownPrefix, parse = parsePythonJson, parseTime = Date.parse }: ReplicaOptions = {}) {
    this.#ownPrefix = ownPrefix
    this.#parse = parse
    this.#parseTime = parseTime
  }

  /** How many studies there have been: ids are below. */
  get nStudies(): number {
    return this.#nextStudyId
  }

  /** All trials by id; `undefined` where the study was deleted. */
  get slots(): readonly (Slot | undefined)[] {
    return this.#slots
  }

  /** Forgets everything, because the journal was replaced: what is read next counts as changed. */
  restart(): void {
    for (const { id, revision } of this.studies.values()) this.#bases.set(id, revision)
    this.studies.clear()
    this.owned.clear()
    this.#slots = []
    this.#nextStudyId = 0
  }

  /** @throws STUDY_NOT_FOUND, and what of the study cannot be read */
  study(id: number): StudyReplica {
    const study = this.studies.get(id)
    if (study === undefined) throw new ParzenError("STUDY_NOT_FOUND", `there is no study of id ${id}: was it deleted?`)
    if (study.unreadable !== undefined) throw study.unreadable
    return study
  }

  findStudy(studyName: string): StudyReplica | undefined {
    for (const study of this.studies.values()) if (study.studyName === studyName) return study
    return undefined
  }

  /** The trial of this id, in whichever study. */
  slotOf(trialId: number): Slot | undefined {
    return this.#slots[trialId]
  }

  /** Lets parameters that are read from now on share this distribution. */
  share(json: string, distribution: Distribution): void {
    if (!this.#distributions.has(json)) this.#distributions.set(json, distribution)
  }

  /** Takes the next entry. @throws SyntaxError for what is no JSON, JOURNAL_UNKNOWN_OPERATION, TypeError for missing fields */
  take(text: string): void {
    const entry = this.#parse(text) as JournalEntry
    switch (entry.op_code) {
      case OP.createStudy:
        return this.#createStudy(entry)
      case OP.deleteStudy:
        return this.#deleteStudy(entry)
      case OP.setStudyUserAttr:
      case OP.setStudySystemAttr:
        return this.#setStudyAttr(entry)
      case OP.createTrial:
        return this.#createTrial(entry)
      case OP.setTrialParam:
      case OP.setTrialStateValues:
      case OP.setTrialIntermediateValue:
      case OP.setTrialUserAttr:
      case OP.setTrialSystemAttr:
        return this.#writeTrial(entry)
      case OP.discardTrials:
        return
      default:
        throw new ParzenError(
          "JOURNAL_UNKNOWN_OPERATION",
          `the operation ${String(entry?.op_code)} is unknown: it was written by a newer program`,
        )
    }
  }

  #createStudy({ study_name, directions, worker_id }: JournalEntry): void {
    if (this.findStudy(study_name) !== undefined) return
    const id = this.#nextStudyId++
    const named = directions.map((direction): Direction => (direction === 2 ? "maximize" : "minimize"))
    this.studies.set(id, new StudyReplica(id, study_name, Object.freeze(named), worker_id, this.#bases.get(id) ?? 0))
  }

  #deleteStudy({ study_id }: JournalEntry): void {
    for (const { record, owner } of this.studies.get(study_id)?.slots ?? []) {
      this.#slots[record.id] = undefined
      if (owner !== undefined) this.owned.delete(owner)
    }
    this.studies.delete(study_id)
  }

  #setStudyAttr({ study_id, op_code, user_attr, system_attr }: JournalEntry): void {
    const study = this.studies.get(study_id)
    if (study === undefined) return
    if (op_code === OP.setStudyUserAttr) study.userAttrs = { ...study.userAttrs, ...user_attr }
    else study.systemAttrs = { ...study.systemAttrs, ...system_attr }
    study.noteAttrs()
  }

  #createTrial(entry: JournalEntry): void {
    const study = this.studies.get(entry.study_id)
    if (study === undefined) return
    const { value, values = value == null ? null : [value], user_attrs = {}, system_attrs = {} } = entry
    const record = new TrialRecord({
      number: study.slots.length,
      id: this.#slots.length,
      state: stateOf(entry.state ?? 0),
      values: values ?? (value == null ? undefined : [value]),
      intermediateValues: { ...entry.intermediate_values },
      userAttrs: user_attrs,
      systemAttrs: system_attrs,
      startedAt: this.#timeOf(entry.datetime_start),
      completedAt: this.#timeOf(entry.datetime_complete),
    })
    for (const [name, internal] of Object.entries(entry.params ?? {}))
      this.#setParam(study, record, name, internal, entry.distributions?.[name] as string)
    const slot = study.add(record, record.state === "running" ? entry.worker_id : undefined)
    this.#slots.push(slot)
    if (record.state === "running") this.#own(slot, entry)
  }

  #writeTrial(entry: JournalEntry): void {
    const slot = this.#slots[entry.trial_id]
    if (slot === undefined || isFinished(slot.record.state)) return
    const { study, record } = slot
    switch (entry.op_code) {
      case OP.setTrialParam: {
        const { param_name, param_value_internal, distribution } = entry
        const first = study.distributions.get(param_name)
        if (first !== undefined && !this.#goesWith(study, first.distribution, distribution)) return
        this.#setParam(study, record, param_name, param_value_internal, distribution)
        break
      }
      case OP.setTrialStateValues:
        this.#setState(slot, entry)
        return
      case OP.setTrialIntermediateValue:
        record.intermediateValues[entry.step] = entry.intermediate_value
        break
      case OP.setTrialUserAttr:
        record.userAttrs = { ...record.userAttrs, ...entry.user_attr }
        break
      default:
        record.systemAttrs = { ...record.systemAttrs, ...entry.system_attr }
    }
    study.note(slot)
  }

  #setState(slot: Slot, entry: JournalEntry): void {
    const { study, record } = slot
    const state = stateOf(entry.state ?? 0)
    if (state === "running") {
      if (record.state === "running") {
        // Optuna takes it for a claim that came too late; from the owner it renews the lease.
        if (entry.worker_id === slot.owner) this.#renew(slot, entry)
        return
      }
      record.startedAt = this.#timeOf(entry.datetime_start)
      slot.owner = entry.worker_id
      this.#own(slot, entry)
    } else {
      if (slot.owner !== undefined) this.owned.delete(slot.owner)
      slot.owner = entry.worker_id
      slot.lease = undefined
      study.leased.delete(slot)
    }
    if (isFinished(state)) record.completedAt = this.#timeOf(entry.datetime_complete)
    record.state = state
    if (entry.values != null) record.values = entry.values
    if (state === "waiting") study.wait(slot)
    study.note(slot)
  }

  #own(slot: Slot, entry: JournalEntry): void {
    if (this.#ownPrefix !== undefined && entry.worker_id.startsWith(this.#ownPrefix))
      this.owned.set(entry.worker_id, slot)
    this.#renew(slot, entry)
  }

  #renew(slot: Slot, { parzen_lease_ms: ttlMs, datetime_start }: JournalEntry): void {
    if (ttlMs === undefined) return
    slot.lease = { ttlMs, renewedAt: this.#timeOf(datetime_start) ?? Date.now(), seenAt: performance.now() }
    slot.study.leased.add(slot)
  }

  /** A time without a zone is local, as Optuna before version 5 wrote it. */
  #timeOf(iso: string | null | undefined): number | undefined {
    return iso == null ? undefined : this.#parseTime(iso)
  }

  #setParam(study: StudyReplica, record: TrialRecord, name: string, internal: number, json: string): void {
    const distribution = this.#distribution(study, json)
    if (distribution === undefined) return
    record.params[name] = distribution.toExternal(internal) as ParamValue
    record.distributions[name] = distribution
    const first = study.distributions.get(name)
    if (first === undefined || record.number < first.number)
      study.distributions.set(name, { number: record.number, distribution })
  }

  #goesWith(study: StudyReplica, first: Distribution, json: string): boolean {
    const distribution = this.#distribution(study, json)
    return distribution === undefined || pythonCompatible(first, distribution)
  }

  /** The distribution, or `undefined` for one that cannot be understood: then nobody can work with the study here. */
  #distribution(study: StudyReplica, json: string): Distribution | undefined {
    let distribution = this.#distributions.get(json)
    if (distribution === undefined) {
      try {
        distribution = jsonToDistribution(json)
      } catch (error) {
        const message = `study '${study.studyName}' has a parameter of a distribution that cannot be read: ${json}`
        study.unreadable ??= new ParzenError("INVALID_DISTRIBUTION", message, { cause: error })
        return undefined
      }
      this.#distributions.set(json, distribution)
      rememberText(distribution, json)
    }
    return distribution
  }
}

function stateOf(number: number): (typeof STATES)[number] {
  const state = STATES[number]
  if (state === undefined) throw new TypeError(`there is no state ${number}`)
  return state
}
