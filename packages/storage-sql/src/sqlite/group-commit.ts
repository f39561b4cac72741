import type { LibsqlDatabase } from "./libsql-database.ts"
import { isBusy } from "./libsql-database.ts"
import { untilFree } from "./until-free.ts"

/** What a job needs: to read, to write, or to write and be on the disk before its answer is given. */
export type JobKind = "read" | "write" | "durable"

interface Job {
  readonly kind: JobKind
  readonly work: () => unknown
  readonly resolve: (answer: never) => void
  readonly reject: (error: unknown) => void
}

interface GroupCommitOptions {
  /** Runs something while nobody else uses the connection. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  readonly busyTimeoutMs: number
}

/** Runs synchronous jobs on one connection; those that wait at the same time share a transaction, and so its way to the disk. */
export class GroupCommit {
  readonly #database: LibsqlDatabase
  readonly #options: GroupCommitOptions
  readonly #begin: Record<"read" | "write", { run(parameters: readonly unknown[]): unknown }>
  #waiting: Job[] = []
  #isDraining = false
  #isDurable = true

  constructor(database: LibsqlDatabase, options: GroupCommitOptions) {
    this.#database = database
    this.#options = options
    this.#begin = { read: database.prepare("BEGIN"), write: database.prepare("BEGIN IMMEDIATE") }
  }

  /** Runs the job in a transaction and answers what it answers, once that is committed. The job may run more than once. */
  run<T>(kind: JobKind, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ kind, work, resolve, reject })
      if (this.#isDraining) return
      this.#isDraining = true
      void this.#drain()
    })
  }

  async #drain(): Promise<void> {
    // What is called in the same turn comes along.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      try {
        await this.#options.exclusively(() => this.#runWaiting())
      } catch (error) {
        for (const job of this.#take()) job.reject(error)
      }
    }
    this.#isDraining = false
  }

  #take(): Job[] {
    const jobs = this.#waiting
    this.#waiting = []
    return jobs
  }

  async #runWaiting(): Promise<void> {
    const jobs = this.#take()
    try {
      answer(jobs, await this.#commit(jobs))
    } catch (error) {
      if (jobs.length === 1) return jobs[0]?.reject(error)
      // One of them is to blame: alone, each gets its own answer.
      for (const job of jobs) {
        try {
          answer([job], await this.#commit([job]))
        } catch (error) {
          job.reject(error)
        }
      }
    }
  }

  #commit(jobs: readonly Job[]): Promise<unknown[]> {
    const kinds = new Set(jobs.map(({ kind }) => kind))
    return untilFree(() => {
      this.#setDurable(kinds.has("durable"))
      this.#begin[kinds.size === 1 && kinds.has("read") ? "read" : "write"].run([])
      try {
        const answers = jobs.map(({ work }) => work())
        this.#database.exec("COMMIT")
        return answers
      } catch (error) {
        this.#rollBack()
        throw error
      }
    }, this.#options.busyTimeoutMs)
  }

  /** NORMAL leaves a commit to the system's cache, where it outlives the process, until the next FULL one takes it to the disk. */
  #setDurable(isDurable: boolean): void {
    if (isDurable === this.#isDurable) return
    this.#database.exec(`PRAGMA synchronous = ${isDurable ? "FULL" : "NORMAL"}`)
    this.#isDurable = isDurable
  }

  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK")
    } catch (error) {
      // SQLite has rolled back by itself where there is no transaction any more: after a full disk, for example.
      if (isBusy(error)) throw error
    }
  }
}

function answer(jobs: readonly Job[], answers: readonly unknown[]): void {
  for (const [i, { resolve }] of jobs.entries()) resolve(answers[i] as never)
}
