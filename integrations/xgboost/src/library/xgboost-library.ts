import type { FoundLibrary, LibraryThread, Pointer } from "@parzen/boosting"
import { LibraryThreads, registerLog } from "@parzen/boosting"
import { ParzenError } from "@parzen/core"
import type { FunctionName } from "./functions.ts"
import { LAST_ERROR, REGISTER_LOG, SIGNATURES } from "./functions.ts"
import { logLine } from "./log-lines.ts"

/** What a function is called with; an array is an output, or a list of pointers or names. */
export type NativeArgument = Pointer | number | string | null | Int32Array | Uint8Array | (Pointer | number | string)[]

/** One call of a function. */
export type NativeCall = readonly [name: FunctionName, ...args: NativeArgument[]]

/** Calls to make one after the other, on this thread or another, and what comes of them. */
export type Steps<T> = Generator<NativeCall, T, void>

/** The library, open: its functions on this thread and on others. XGBoost keeps random numbers, log and last error for each thread. */
export class XGBoostLibrary {
  /** The file, or the name under which the system knows it. */
  readonly path: string
  /** `3.2.0` */
  readonly version: string
  readonly #library: FoundLibrary["library"]
  readonly #functions = new Map<FunctionName, (...args: readonly NativeArgument[]) => number>()
  readonly #lastError: () => string
  readonly #threads: LibraryThreads
  readonly #heard: string[] = []
  #isListening = false

  constructor({ library, path }: FoundLibrary) {
    this.path = path
    this.#library = library
    this.#lastError = library.func(LAST_ERROR)
    const onLog = (line: string): void => {
      if (this.#isListening) this.#heard.push(line)
      else logLine(line)
    }
    registerLog(library, REGISTER_LOG, onLog)
    const signatures = { ...SIGNATURES, lastError: LAST_ERROR, registerLog: REGISTER_LOG }
    const names = { lastError: "lastError", registerLog: "registerLog" }
    this.#threads = new LibraryThreads({ title: "XGBoost", path, signatures, ...names, onLog: logLine })
    const version = [[0], [0], [0]]
    this.#function("XGBoostVersion")(...version)
    this.version = version.flat().join(".")
  }

  /** A thread that no training holds. */
  idlestThread(): LibraryThread {
    return this.#threads.idlest()
  }

  /** Calls a function and waits for it. @throws XGBOOST_ERROR with the library's text */
  callSync(name: FunctionName, ...args: readonly NativeArgument[]): void {
    if (this.#function(name)(...args) !== 0) throw failure(this.#lastError())
  }

  /** Calls a function on `thread`, while the event loop goes on. @throws XGBOOST_ERROR with the library's text */
  async call(thread: LibraryThread, name: FunctionName, ...args: readonly NativeArgument[]): Promise<void> {
    const text = await thread.call(name, ...args)
    if (text !== undefined) throw failure(text)
  }

  /** Takes all steps on this thread. @throws XGBOOST_ERROR */
  runSync<T>(steps: Steps<T>): T {
    for (;;) {
      const { done, value } = steps.next()
      if (done === true) return value
      this.callSync(...value)
    }
  }

  /** Takes all steps on `thread`, while the event loop goes on. @throws XGBOOST_ERROR */
  async run<T>(thread: LibraryThread, steps: Steps<T>): Promise<T> {
    for (;;) {
      const { done, value } = steps.next()
      if (done === true) return value
      await this.call(thread, ...value)
    }
  }

  /** Whether it has the function, which older versions may lack. */
  has(name: FunctionName): boolean {
    try {
      this.#function(name)
      return true
    } catch {
      return false
    }
  }

  /** What the library logs while `work` is done. */
  listen(work: () => void): readonly string[] {
    this.#isListening = true
    try {
      work()
      return this.#heard.splice(0)
    } finally {
      this.#isListening = false
      this.#heard.length = 0
    }
  }

  #function(name: FunctionName): (...args: readonly NativeArgument[]) => number {
    let declared = this.#functions.get(name)
    if (declared === undefined) this.#functions.set(name, (declared = this.#library.func(SIGNATURES[name] as string)))
    return declared
  }
}

/** Why a library cannot be used: that it lacks what XGBoost 1.7 has. */
export function whyTooOld(library: FoundLibrary["library"]): string | undefined {
  const name = "XGDMatrixCreateFromDense"
  try {
    library.func(SIGNATURES[name] as string)
    return undefined
  } catch {
    return `has no ${name}: XGBoost from 1.7 is needed`
  }
}

/** Without the C++ stack, and without the time and place at the beginning. */
function failure(text: string): ParzenError {
  const message = (text.split("\nStack trace")[0] ?? "").trim().replace(/^\[[\d:]+\] \S+:\d+: /, "")
  return new ParzenError("XGBOOST_ERROR", `XGBoost: ${message}`)
}
