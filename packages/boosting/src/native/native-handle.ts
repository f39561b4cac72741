import { ParzenError } from "@parzen/core"
import type { Pointer } from "./pointer.ts"

/** Frees native memory of a handle that was not disposed of: V8 knows nothing of its size, so this comes late. */
const net = new FinalizationRegistry<() => void>((free) => {
  free()
})

let nMade = 0

// Set by the class, whose private parts they reach.
let takeHandle: (handle: NativeHandle) => Pointer
let awaitHandle: (handle: NativeHandle) => Promise<Pointer>
let giveBackHandle: (handle: NativeHandle) => void
let orderOf: (handle: NativeHandle) => number
let keepHandle: (handle: NativeHandle, by: 1 | -1) => void

/**
 * An object of a native library that is freed once: by `dispose`, at the end of a `using` block, or else some time after nobody
 * holds it any more. Asynchronous calls go through {@link useHandles}, so that nothing is freed or changed under them.
 */
export abstract class NativeHandle {
  readonly #title: string
  readonly #pointer: Pointer
  readonly #free: () => void
  /** The order in which several handles are waited for, so that nobody waits for each other. */
  readonly #order = nMade++
  #isDisposed = false
  #isInUse = false
  #nKept = 0
  #waiting: (() => void)[] = []

  /** `title` names the object in errors: "the DMatrix". */
  constructor(title: string, pointer: Pointer, free: (pointer: Pointer) => unknown) {
    this.#title = title
    this.#pointer = pointer
    this.#free = () => void free(pointer)
    net.register(this, this.#free, this)
  }

  /** Whether it has been disposed of. */
  get isDisposed(): boolean {
    return this.#isDisposed
  }

  /** For a synchronous call. @throws HANDLE_DISPOSED; HANDLE_IN_USE while an asynchronous call works with it */
  get pointer(): Pointer {
    this.#checkAlive()
    if (this.#isInUse) throw this.#inUse()
    return this.#pointer
  }

  /**
   * Where the object is, be it in use or not: for calls that only note it, and for what never changes.
   * @throws HANDLE_DISPOSED
   */
  get address(): Pointer {
    this.#checkAlive()
    return this.#pointer
  }

  /** Frees the native object; while a call works with it, as soon as that has ended. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    net.unregister(this)
    this.#freeIfUnused()
  }

  /** Frees the native object at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.dispose()
  }

  static {
    takeHandle = (handle) => {
      handle.#checkAlive()
      if (handle.#isInUse) throw handle.#inUse()
      handle.#isInUse = true
      return handle.#pointer
    }
    awaitHandle = async (handle) => {
      while (handle.#isInUse) await new Promise<void>((resolve) => handle.#waiting.push(resolve))
      return takeHandle(handle)
    }
    giveBackHandle = (handle) => {
      handle.#isInUse = false
      if (handle.#isDisposed) handle.#freeIfUnused()
      const next = handle.#waiting
      handle.#waiting = []
      for (const resume of next) resume()
    }
    orderOf = (handle) => handle.#order
    keepHandle = (handle, by) => {
      handle.#nKept += by
      if (handle.#isDisposed) handle.#freeIfUnused()
    }
  }

  #freeIfUnused(): void {
    if (!this.#isInUse && this.#nKept === 0) this.#free()
  }

  #checkAlive(): void {
    if (this.#isDisposed) throw new ParzenError("HANDLE_DISPOSED", `${this.#title} is used after dispose()`)
  }

  #inUse(): ParzenError {
    return new ParzenError(
      "HANDLE_IN_USE",
      `${this.#title} is in use by an asynchronous call that has not ended: await it before the next`,
    )
  }
}

/**
 * Awaits `call` with the handles' pointers, while nobody else uses them: `owner` is refused if it is in use, those of `shared`
 * (the data that several models train on) are waited for. One disposed of meanwhile is freed afterwards.
 * @throws HANDLE_DISPOSED, HANDLE_IN_USE
 */
export async function useHandles<T>(
  owner: NativeHandle,
  shared: readonly NativeHandle[],
  call: (owner: Pointer, shared: readonly Pointer[]) => Promise<T>,
): Promise<T> {
  const ownPointer = takeHandle(owner)
  const taken = [owner]
  try {
    const pointers = new Map<NativeHandle, Pointer>()
    for (const handle of [...new Set(shared)].sort((left, right) => orderOf(left) - orderOf(right))) {
      pointers.set(handle, await awaitHandle(handle))
      taken.push(handle)
    }
    return await call(
      ownPointer,
      shared.map((handle) => pointers.get(handle) as Pointer),
    )
  } finally {
    for (const handle of taken) giveBackHandle(handle)
  }
}

/**
 * Does `work`, which calls functions of the user's between those of the library: handles that they dispose of are freed afterwards.
 * @throws HANDLE_DISPOSED
 */
export function keepHandles<T>(handles: readonly NativeHandle[], work: () => T): T {
  for (const handle of handles) void handle.address
  for (const handle of handles) keepHandle(handle, 1)
  try {
    return work()
  } finally {
    for (const handle of handles) keepHandle(handle, -1)
  }
}
