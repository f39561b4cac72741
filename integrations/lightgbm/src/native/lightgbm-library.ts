import type { FoundLibrary, LibraryThread, Pointer } from "@parzen/boosting"
import { addressOf, LibraryThreads, registerLog } from "@parzen/boosting"
import { ParzenError } from "@parzen/core"
import type { FunctionName, NativeArgument } from "./functions.ts"
import { FUNCTIONS } from "./functions.ts"
import { logLines } from "./log-lines.ts"

/** Where most texts have room: one that has not is made twice. */
const TEXT_SIZE = 1 << 20
const LAST_ERROR = "const char *LGBM_GetLastError()"
const REGISTER_LOG = "int LGBM_RegisterLogCallback(void *)"

/**
 * A library that is open: its calls, and the names of its parameters. It keeps its log's verbosity for each thread apart, and every
 * call that takes parameters sets it to theirs: so each call says which verbosity its model has.
 */
export class LightGBMLibrary {
  /** The file, or the name under which the system knows it. */
  readonly path: string
  readonly #functions: ReadonlyMap<string, (...args: readonly NativeArgument[]) => number>
  readonly #lastError: () => string
  readonly #threads: LibraryThreads
  readonly #verbosities = new WeakMap<object, number>()
  #aliases: ReadonlyMap<string, readonly string[]> | undefined

  constructor({ library, path }: FoundLibrary) {
    const onLog = logLines()
    const signatures = Object.fromEntries(
      Object.entries(FUNCTIONS).map(([name, parameters]) => [name, `int ${name}(${parameters})`]),
    )
    this.path = path
    this.#functions = new Map(Object.entries(signatures).map(([name, signature]) => [name, library.func(signature)]))
    this.#lastError = library.func(LAST_ERROR)
    registerLog(library, REGISTER_LOG, onLog)
    this.#threads = new LibraryThreads({
      title: "LightGBM",
      path,
      signatures: { ...signatures, lastError: LAST_ERROR, registerLog: REGISTER_LOG },
      lastError: "lastError",
      registerLog: "registerLog",
      onLog,
    })
  }

  /** For each parameter its further names. */
  get aliases(): ReadonlyMap<string, readonly string[]> {
    this.#aliases ??= new Map(Object.entries(JSON.parse(this.text("LGBM_DumpParamAliases", [])) as object))
    return this.#aliases
  }

  /** The thread for a training to come. */
  idlestThread(): LibraryThread {
    return this.#threads.idlest()
  }

  /** Calls a function and waits for it. @throws LIGHTGBM_ERROR with the library's text */
  callSync(name: FunctionName, args: readonly NativeArgument[], verbosity = -1): void {
    if (this.#verbosities.get(this) !== verbosity)
      this.#functions.get("LGBM_DatasetUpdateParamChecking")?.(...silently(verbosity))
    this.#verbosities.set(this, verbosity)
    const status = this.#functions.get(name)?.(...args)
    if (status !== 0) throw failure(this.#lastError())
  }

  /** Calls a function on a thread of its own, while the event loop goes on. @throws LIGHTGBM_ERROR with the library's text */
  async call(
    name: FunctionName,
    args: readonly NativeArgument[],
    verbosity = -1,
    thread: LibraryThread = this.idlestThread(),
  ): Promise<void> {
    if (this.#verbosities.get(thread) !== verbosity)
      thread.post("LGBM_DatasetUpdateParamChecking", ...silently(verbosity))
    this.#verbosities.set(thread, verbosity)
    const text = await thread.call(name, ...args.map((arg) => (ArrayBuffer.isView(arg) ? addressOf(arg) : arg)))
    // Named after the call, so that none of the arrays is collected before.
    if (text !== undefined && args.length > 0) throw failure(text)
  }

  /** What a function writes whose last parameter is an `int *`. */
  number(name: FunctionName, args: readonly NativeArgument[]): number {
    const out = new Int32Array(1)
    this.callSync(name, [...args, out])
    return out[0] as number
  }

  /** What a function writes whose last parameters are the size of a buffer, the length that it needs, and the buffer. */
  text(name: FunctionName, args: readonly NativeArgument[]): string {
    const length = new BigInt64Array(1)
    for (let size = TEXT_SIZE; ; size = Number(length[0])) {
      const buffer = Buffer.allocUnsafe(size)
      this.callSync(name, [...args, BigInt(size), length, buffer])
      if (Number(length[0]) <= size) return buffer.toString("utf8", 0, Number(length[0]) - 1)
    }
  }

  /** As {@link text}, on a thread of its own; ends with the zero that C wants. */
  async bytes(name: FunctionName, args: readonly NativeArgument[], thread?: LibraryThread): Promise<Buffer> {
    const length = new BigInt64Array(1)
    for (let size = TEXT_SIZE; ; size = Number(length[0])) {
      const buffer = Buffer.allocUnsafe(size)
      await this.call(name, [...args, BigInt(size), length, buffer], -1, thread)
      if (Number(length[0]) <= size) return buffer.subarray(0, Number(length[0]))
    }
  }

  /** What a function writes whose last parameters are a number of strings, the size of each, and an array of them. */
  strings(name: "LGBM_BoosterGetEvalNames" | "LGBM_BoosterGetFeatureNames", handle: Pointer, n: number): string[] {
    const needed = new BigUint64Array(1)
    for (let size = 64; ; size = Number(needed[0])) {
      const buffers = Array.from({ length: n }, () => Buffer.alloc(size))
      const pointers = BigUint64Array.from(buffers, addressOf)
      this.callSync(name, [handle, n, new Int32Array(1), BigInt(size), needed, pointers])
      if (Number(needed[0]) <= size) return buffers.map((buffer) => buffer.toString("utf8", 0, buffer.indexOf(0)))
    }
  }
}

/** Arguments of a call that does nothing but set the verbosity of its thread. */
function silently(verbosity: number): readonly [string, string] {
  return [`verbosity=${verbosity}`, `verbosity=${verbosity}`]
}

function failure(text: string): ParzenError {
  return new ParzenError("LIGHTGBM_ERROR", `LightGBM: ${text.trim().replace(/ at \S+, line \d+ \.$/, "")}`)
}
