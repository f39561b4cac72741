import { describe, ParzenError } from "@parzen/core"
import type { JournalBackend } from "./backend.ts"
import { compactEntries } from "./compact-entries.ts"
import { parseLossless } from "./lossless-json.ts"
import { Replica } from "./replica.ts"

/** What {@link compactJournal} has done. */
export interface Compaction {
  /** How many entries the journal had. */
  readonly before: number
  /** How many say the same now. */
  readonly after: number
}

const TRIES = 5

/**
 * Replaces a journal by a shorter one that says the same: one entry for each trial. Numbers and ids stay. Workers of this package
 * may go on meanwhile; those of Optuna must be stopped before, since they do not notice, and can be started again afterwards.
 * @throws INVALID_ARGUMENT, JOURNAL_BROKEN, STORAGE_FULL, STORAGE_UNAVAILABLE, INVALID_DISTRIBUTION for a study that cannot be read
 */
export async function compactJournal(backend: JournalBackend): Promise<Compaction> {
  if (typeof backend?.connect !== "function") {
    const wanted = `a backend such as new JournalFileBackend("study.log")`
    throw new ParzenError("INVALID_ARGUMENT", `compactJournal takes ${wanted}, got ${describe(backend)}`)
  }
  const replica = new Replica({ parse: parseLossless, parseTime: parseMicroseconds })
  let nTaken = 0
  const connection = backend.connect({
    take: (entry) => {
      replica.take(entry)
      nTaken++
    },
    restart: () => {
      replica.restart()
      nTaken = 0
    },
  })
  try {
    for (let i = 0; i < TRIES; i++) {
      await connection.read()
      const before = nTaken
      const entries = compactEntries(replica, `${crypto.randomUUID()}-0`)
      if (await connection.replace(entries)) return { before, after: entries.length }
    }
    throw new ParzenError("STORAGE_UNAVAILABLE", "the journal is being replaced by others again and again")
  } finally {
    await connection.close()
  }
}

/** A time in ms since 1970, with its microseconds. */
function parseMicroseconds(iso: string): number {
  const micros = /\.\d{3}(\d{3})/.exec(iso)?.[1]
  return Date.parse(iso) + Number(micros ?? 0) / 1000
}
