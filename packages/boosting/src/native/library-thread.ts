import { createRequire } from "node:module"
import { Worker } from "node:worker_threads"
import { ParzenError } from "@parzen/core"
import { THREAD_PROGRAM } from "./thread-program.ts"

/** The C functions of a library that threads call. */
export interface ThreadedLibrary {
  /** As messages name it: `XGBoost`. */
  readonly title: string
  /** What koffi loads. */
  readonly path: string
  /** koffi's declarations by the names that {@link LibraryThread.call} takes. All of them answer 0 if nothing failed. */
  readonly signatures: Readonly<Record<string, string>>
  /** The name of the function that answers the text of the thread's last error. */
  readonly lastError: string
  /** The name of the function that takes the log's callback, `void (const char *)`. */
  readonly registerLog: string
  /** Hears what the library logs during a call, before the call settles. */
  readonly onLog: (line: string) => void
}

interface Reply {
  readonly id: number
  readonly status: number
  readonly outs: readonly (unknown[] | undefined)[]
  readonly error: string | undefined
  readonly log: readonly string[]
}

interface PendingCall {
  readonly args: readonly unknown[]
  resolve(error: string | undefined): void
  reject(error: unknown): void
}

/**
 * A thread of its own on which a library is called one function after the other, while the event loop goes on. What a library
 * keeps for each thread (random numbers, the last error, the log, workers of OpenMP) is the same for all calls, which it is not
 * on the pool behind koffi's `async`.
 */
export class LibraryThread {
  readonly #title: string
  readonly #worker: Worker
  readonly #pending = new Map<number, PendingCall>()
  #nCalls = 0
  #nHolds = 0
  #failure: ParzenError | undefined

  constructor(library: ThreadedLibrary) {
    const { title, path, signatures, lastError, registerLog, onLog } = library
    this.#title = title
    this.#worker = new Worker(THREAD_PROGRAM, {
      eval: true,
      execArgv: [],
      name: `${title} calls`,
      workerData: { koffi: createRequire(import.meta.url).resolve("koffi"), path, signatures, lastError, registerLog },
    })
    this.#worker.unref()
    this.#worker.on("message", (reply: Reply) => {
      for (const line of reply.log) onLog(line)
      this.#settle(reply)
    })
    this.#worker.on("error", (error) => this.#fail(error))
    this.#worker.on("exit", () => this.#fail(undefined))
  }

  /** Whether it takes no more calls. */
  get hasEnded(): boolean {
    return this.#failure !== undefined
  }

  /** How many trainings hold it. */
  get nHolds(): number {
    return this.#nHolds
  }

  /** Says that a training goes on here, which ends with {@link release}. */
  hold(): void {
    this.#nHolds++
  }

  release(): void {
    this.#nHolds--
  }

  /**
   * Calls the function `name`; settles with `undefined`, or the library's text if it failed. An array among `args` stands for an
   * output: it holds the value when the call has settled. A typed array is copied; of one that the function writes into, and of a
   * large one, give the address and keep it alive.
   * @throws LIBRARY_FAILED if the thread itself ends
   */
  call(name: string, ...args: unknown[]): Promise<string | undefined> {
    const id = this.#nCalls++
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#send({ id, name, args })
      if (this.#pending.size === 0) this.#worker.ref()
      this.#pending.set(id, { args, resolve, reject })
    })
  }

  /** Calls a function whose answer nobody waits for, to free something; the process may end before. */
  post(name: string, ...args: unknown[]): void {
    this.#send({ id: -1, name, args })
  }

  #send(message: { readonly id: number; readonly name: string; readonly args: readonly unknown[] }): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker of Node has no origin
    this.#worker.postMessage(message)
  }

  #settle({ id, outs, status, error }: Reply): void {
    const call = this.#pending.get(id)
    if (call === undefined) return
    this.#forget(id)
    for (const [i, out] of outs.entries()) if (out !== undefined) Object.assign(call.args[i] as unknown[], out)
    call.resolve(status === 0 ? undefined : (error ?? `status ${status}`))
  }

  #forget(id: number): void {
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker.unref()
  }

  #fail(cause: unknown): void {
    this.#failure ??= new ParzenError("LIBRARY_FAILED", `the thread that calls ${this.#title} has ended`, { cause })
    for (const [id, { reject }] of this.#pending) {
      this.#forget(id)
      reject(this.#failure)
    }
  }
}

/** The threads of a library: as many as there are trainings at once, up to 16. */
export class LibraryThreads {
  readonly #library: ThreadedLibrary
  #threads: LibraryThread[] = []

  constructor(library: ThreadedLibrary) {
    this.#library = library
  }

  /** A thread that no training holds, or if there are none left the one that the fewest hold. */
  idlest(): LibraryThread {
    this.#threads = this.#threads.filter(({ hasEnded }) => !hasEnded)
    const [first, ...others] = this.#threads
    if (first !== undefined) {
      const idlest = others.reduce((best, thread) => (thread.nHolds < best.nHolds ? thread : best), first)
      if (idlest.nHolds === 0 || this.#threads.length >= MOST_THREADS) return idlest
    }
    const thread = new LibraryThread(this.#library)
    this.#threads.push(thread)
    return thread
  }
}

const MOST_THREADS = 16
