import type { Kysely } from "kysely"
import type { ChangeRows } from "./rows/change-rows.ts"
import type { EncodedAttr, EncodedWrites } from "./rows/encoded-writes.ts"
import type { StoredNumber } from "./rows/stored-number.ts"
import type { Dialect, StoredState, Tables } from "./schema/tables.ts"

/** A trial is handed out with a lease, unless it may be kept for ever. */
export interface LeaseGrant {
  readonly token: string
  /** For how long, in ms. */
  readonly ms: number
}

/** How a trial is to be started. */
export interface Start {
  /** The revision last seen. */
  readonly since: number
  /** In ms since 1970. */
  readonly now: number
  readonly lease: LeaseGrant | undefined
  /** The number of trials from which on no new one is made. */
  readonly limit: number
}

/** Why no trial was handed out. */
export type NotStarted = "no such study" | "limit reached"

/** What one kind of database does in its own way: the calls of a trial's life, each in one round trip where it can. */
export interface Engine {
  readonly dialect: Dialect
  /** For all other queries. */
  readonly db: Kysely<Tables>

  /**
   * Runs `work` in a transaction that sees what is committed at each statement, and again from its start if the database says
   * so (busy, deadlock). Our triggers leave alone the revisions of the study `quiet`: `work` sets them itself.
   */
  transact<T>(work: (db: Kysely<Tables>) => Promise<T>, options?: { readonly quiet?: number }): Promise<T>

  /** Hands out a trial. */
  startTrial(studyId: number, start: Start): Promise<Started | NotStarted>

  /** Writes, then reads what changed; `undefined` if there is no such study. */
  sync(studyId: number, writes: EncodedWrites, since: number): Promise<Synced | undefined>

  /** What changed after `since`, as far as {@link CHUNK} trials go. */
  changes(studyId: number, since: number): Promise<RowsRead>

  /** Makes our tables, indexes, triggers and functions beside Optuna's tables, for the studies that are there too. */
  addOurTables(db: Kysely<Tables>): Promise<void>

  /** The names of the tables that are there. */
  listTables(db: Kysely<Tables>): Promise<ReadonlySet<string>>

  /** Runs `work` while no other process of ours changes the schema; wholly or not at all, if the database can. */
  install(work: (db: Kysely<Tables>) => Promise<void>): Promise<void>

  /** Whether `error` says that a unique key is taken. */
  isDuplicate(error: unknown): boolean

  close(): Promise<void>
}

/** How many trials are read at once: what the others' work in a call's time comes to, and not too much for one answer. */
export const CHUNK = 2_000

/** Rows of trials that changed. */
export interface RowsRead {
  readonly rows: ChangeRows
  /** There are no others with a revision up to this. */
  readonly readTo: number
}

/** What changed in a study. */
export interface Changed extends RowsRead {
  /** Of the last change; if it is above `readTo`, there is more to read. */
  readonly revision: number
  /** The study's attributes, if they changed. */
  readonly attrs: StudyAttrRows | undefined
}

/** The attributes of a study. */
export interface StudyAttrRows {
  readonly userAttrs: readonly EncodedAttr[]
  readonly systemAttrs: readonly EncodedAttr[]
}

/** The answer to `startTrial`. */
export interface Started extends Changed {
  /** The rows of the trial to run. */
  readonly trial: ChangeRows
}

/** The answer to `sync`. */
export interface Synced extends Changed {
  /** The trials that took nothing. */
  readonly denied: readonly Denied[]
}

/** How a trial stands that took nothing. */
export interface Denied {
  readonly trialId: number
  /** `null` if there is no such trial. */
  readonly state: StoredState | null
  readonly number: number
  readonly lease: string | null
  readonly values: readonly StoredNumber[]
}

/** How far `rows` go, of changes up to `revision`: to the end, unless they fill a chunk. */
export function readTo({ trials }: ChangeRows, revision: number): number {
  return trials.length < CHUNK ? revision : (trials.at(-1)?.[5] ?? revision)
}
