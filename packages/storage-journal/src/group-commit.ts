import type { JournalConnection } from "./backend.ts"
import { Draft } from "./draft.ts"

/** Answered by a call that lost a race against another process and is to be made again. */
export const AGAIN: unique symbol = Symbol("again")

/** One call of the storage. */
export interface Call<T> {
  /** What to append, decided by all that has been appended before; none if the call only reads. What it throws is the answer. */
  readonly entries?: (draft: Draft) => readonly string[]
  /** What the caller receives, when the entries have been taken. */
  readonly answer: () => T | typeof AGAIN
  /** Whether the caller waits until the entries are on the disk. */
  readonly isDurable?: boolean
}

interface Waiting {
  readonly call: Call<unknown>
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
  failed: boolean
  error: unknown
}

/** Makes one exchange with the journal at a time, for all calls that have gathered meanwhile; so with the disk. */
export class GroupCommit {
  readonly #connection: JournalConnection
  #calls: Waiting[] = []
  #unflushed: { readonly caller: Waiting; readonly answer: unknown }[] = []
  #exchanging: Promise<void> | undefined
  #flushing: Promise<void> | undefined

  constructor(connection: JournalConnection) {
    this.#connection = connection
  }

  run<T>(call: Call<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#calls.push({ call, resolve: resolve as (answer: unknown) => void, reject, failed: false, error: undefined })
      this.#exchanging ??= this.#exchangeAll()
    })
  }

  /** Ends when nothing waits any more. */
  async close(): Promise<void> {
    await this.#exchanging
    await this.#flushing
    await this.#connection.close()
  }

  async #exchangeAll(): Promise<void> {
    // Whatever is called in the same turn leaves together.
    await Promise.resolve()
    while (this.#calls.length > 0) {
      const calls = this.#calls
      this.#calls = []
      try {
        await this.#exchange(calls)
      } catch (error) {
        for (const { reject } of calls) reject(error)
        continue
      }
      for (const waiting of calls) this.#settle(waiting)
      if (this.#unflushed.length > 0) this.#flushing ??= this.#flushAll()
    }
    this.#exchanging = undefined
  }

  async #exchange(calls: readonly Waiting[]): Promise<void> {
    if (calls.every(({ call }) => call.entries === undefined)) return this.#connection.read()
    await this.#connection.append(() => {
      const draft = new Draft()
      return calls.flatMap((waiting) => {
        waiting.failed = false
        try {
          return waiting.call.entries?.(draft) ?? []
        } catch (error) {
          waiting.failed = true
          waiting.error = error
          return []
        }
      })
    })
  }

  #settle(waiting: Waiting): void {
    if (waiting.failed) return waiting.reject(waiting.error)
    try {
      const answer = waiting.call.answer()
      if (answer === AGAIN) this.#calls.unshift(waiting)
      else if (waiting.call.isDurable) this.#unflushed.push({ caller: waiting, answer })
      else waiting.resolve(answer)
    } catch (error) {
      waiting.reject(error)
    }
  }

  async #flushAll(): Promise<void> {
    while (this.#unflushed.length > 0) {
      const flushed = this.#unflushed
      this.#unflushed = []
      try {
        await this.#connection.flush()
        for (const { caller, answer } of flushed) caller.resolve(answer)
      } catch (error) {
        for (const { caller } of flushed) caller.reject(error)
      }
    }
    this.#flushing = undefined
  }
}
