/** Takes the entries of a journal, in order. */
export interface JournalReader {
  /** Forgets all entries so far: the journal was replaced, and is read from its beginning. */
  restart(): void
  /** Takes the next entry, one object of JSON. */
  take(entry: string): void
}

/**
 * One reader's way through a journal. It remembers how far it has come and goes on from there. No two calls of `read` and
 * `append` may overlap.
 */
export interface JournalConnection {
  /** Reads on to the end. @throws STORAGE_UNAVAILABLE, JOURNAL_BROKEN */
  read(): Promise<void>
  /**
   * Reads on to the end, appends the entries that `write` then answers, and lets the reader take them too. Nobody else appends
   * between what `write` knows and what it answers; it may be called again if somebody has. All or none of them are appended.
   * @throws STORAGE_FULL, STORAGE_UNAVAILABLE, JOURNAL_BROKEN
   */
  append(write: () => readonly string[]): Promise<void>
  /** Resolves when all that was appended so far will outlive a power cut. May overlap with the others. */
  flush(): Promise<void>
  /**
   * Puts `entries` in the place of all that was read so far, in one step; what was appended since stays behind them. Other
   * connections begin anew when they find it. Whether it was done: not if somebody else has replaced the journal meanwhile.
   * @throws STORAGE_FULL, STORAGE_UNAVAILABLE
   */
  replace(entries: readonly string[]): Promise<boolean>
  /** Gives back what is held. */
  close(): Promise<void>
}

/** Where a journal is kept. */
export interface JournalBackend {
  /** Begins to read for `reader`; nothing is read or opened yet. */
  connect(reader: JournalReader): JournalConnection
}
