import { isParzenError, ParzenError } from "@parzen/core"
import type { JournalConnection, JournalReader } from "./backend.ts"
import type { RedisClient } from "./open-redis.ts"
import { openRedis } from "./open-redis.ts"
import type { RedisAddress } from "./redis-url.ts"

const AT_ONCE = 1000
/** How long entries live that a process put aside and died, in seconds. */
const STAGED_S = 3600
/** How long to wait for an entry that has a number and is not there yet, in ms: in a cluster Optuna writes it in a second step. */
const MISSING_ENTRY_MS = 30_000

/** The answer of the script. */
interface Exchange {
  /** The index of the last entry. */
  readonly last: number
  /** How many entries were appended; -1 if this is not the journal that was read before. */
  readonly appended: number
  readonly print: string
  readonly read: readonly string[]
}

/** One reader's way through a journal in Redis. */
export class RedisConnection implements JournalConnection {
  readonly #address: RedisAddress
  readonly #prefix: string
  readonly #useCluster: boolean
  readonly #reader: JournalReader
  #client: Promise<RedisClient> | undefined
  /** The index of the next entry to read. */
  #next = 0
  /** Tells this journal from another that takes its place. */
  #print = ""

  constructor(address: RedisAddress, prefix: string, useCluster: boolean, reader: JournalReader) {
    this.#address = address
    this.#prefix = prefix
    this.#useCluster = useCluster
    this.#reader = reader
  }

  async read(): Promise<void> {
    let missingSince = Infinity
    for (;;) {
      const { last, read } = await this.#exchange([])
      if (this.#next > last) return
      if (read.length > 0) missingSince = Infinity
      else missingSince = await this.#awaitEntry(Math.min(missingSince, performance.now()))
    }
  }

  async append(write: () => readonly string[]): Promise<void> {
    for (;;) {
      const entries = write()
      const next = this.#next
      const { last, appended, read } = await this.#exchange(entries)
      if (appended > 0 || (entries.length === 0 && next > last)) return
      await this.read()
      // An answer can be lost on its way: the entries are there then, and a second try comes upon them.
      if (entries.length > 0 && read[0] === entries[0]) return
    }
  }

  /** What Redis does with what it has taken is its own setting (`appendfsync`). */
  async flush(): Promise<void> {}

  async replace(entries: readonly string[]): Promise<boolean> {
    const client = await (this.#client ??= this.#open())
    const staged = `${this.#prefix}:parzen:${crypto.randomUUID()}:`
    for (let i = 0; i < entries.length; i += AT_ONCE) {
      const part = entries.slice(i, i + AT_ONCE)
      await client.setFor(
        STAGED_S,
        part.map((entry, j) => [`${staged}${i + j}`, entry]),
      )
    }
    const args = [this.#prefix, this.#next, this.#print, staged, entries.length]
    const isDone = (await client.replace(`${this.#prefix}:log_number`, args)) === 1
    this.#restart()
    return isDone
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    await client?.close()
  }

  /** Reads some entries, or appends `entries` if there are none to read. */
  async #exchange(entries: readonly string[]): Promise<Exchange> {
    const client = await (this.#client ??= this.#open())
    const args = [this.#prefix, this.#next, this.#print, AT_ONCE, ...entries]
    const [last, appended, print, ...read] = (await client.exchange(`${this.#prefix}:log_number`, args)) as [
      number,
      number,
      string,
      ...string[],
    ]
    if (appended < 0) {
      this.#restart()
      return { last, appended, print, read: [] }
    }
    this.#print = print
    for (const entry of appended > 0 ? entries : read) this.#take(entry)
    return { last, appended, print, read }
  }

  async #open(): Promise<RedisClient> {
    try {
      return await openRedis(this.#address, this.#useCluster)
    } catch (error) {
      this.#client = undefined
      throw error
    }
  }

  #restart(): void {
    this.#reader.restart()
    this.#next = 0
    this.#print = ""
  }

  #take(entry: string): void {
    try {
      this.#reader.take(entry)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      const message = `entry ${this.#next} of the journal '${this.#prefix}' in ${this.#address.shown} cannot be read: ${why}`
      throw new ParzenError(isParzenError(error) ? error.code : "JOURNAL_BROKEN", message, { cause: error })
    }
    this.#next++
  }

  async #awaitEntry(since: number): Promise<number> {
    if (performance.now() - since > MISSING_ENTRY_MS) {
      const message = `entry ${this.#next} of the journal '${this.#prefix}' in ${this.#address.shown} is missing`
      throw new ParzenError("JOURNAL_BROKEN", message)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
    return since
  }
}
