import { isParzenError } from "@parzen/core"
import type { Tensor } from "@tensorflow/tfjs"

/** What of tfjs's engine keeps count of tensors. */
export interface Engine {
  readonly registeredVariables: Readonly<Record<string, { dispose(): void }>>
  /** The scopes that are open, the innermost last. */
  readonly state: { readonly scopeStack: readonly unknown[] }
  startScope(): void
  endScope(): void
  keep<T extends Tensor>(tensor: T): T
}

/** How long a study waits for its objectives when it is cancelled, less a moment, in ms. */
const GRACE_MS = 900

const turns = new WeakMap<Engine, Promise<unknown>>()

/**
 * Runs `body`, then disposes every tensor and variable made meanwhile, those of models, of optimizers and those held by `tf.keep`
 * among them. An engine has one stack of scopes: bodies run one after another.
 *
 * When `signal` aborts, whatever `body` has made is disposed while it still runs, so that it fails at its next operation: at once
 * where the trial is over already, else if `body` has not settled after a moment.
 * @throws the signal's reason
 */
export function inTensorScope<T>(engine: Engine, signal: AbortSignal, body: () => Promise<T>): Promise<T> {
  const before = turns.get(engine) ?? Promise.resolve()
  const turn = before.then(() => {
    signal.throwIfAborted()
    return scoped(engine, signal, body)
  })
  turns.set(
    engine,
    turn.catch(() => {}),
  )
  return turn
}

async function scoped<T>(engine: Engine, signal: AbortSignal, body: () => Promise<T>): Promise<T> {
  const close = openScope(engine)
  let timer: ReturnType<typeof setTimeout> | undefined
  let onAbort = (): void => {}
  const leaving = new Promise<never>((_, reject) => {
    const leave = (): void => {
      close()
      reject(signal.reason)
    }
    onAbort = () => {
      // Whoever aborts may be within `tf.tidy`: its scope is to end first.
      if (isOver(signal.reason)) queueMicrotask(leave)
      else timer = setTimeout(leave, GRACE_MS)
    }
  })
  signal.addEventListener("abort", onAbort, { once: true })
  try {
    return await Promise.race([body(), leaving])
  } finally {
    signal.removeEventListener("abort", onAbort)
    clearTimeout(timer)
    close()
  }
}

/** Whether the study goes on without waiting for the objective. */
function isOver(reason: unknown): boolean {
  return isParzenError(reason) && (reason.code === "TRIAL_TIMEOUT" || reason.code === "LEASE_LOST")
}

/** Starts to keep count; what is answered disposes, once. */
function openScope(engine: Engine): () => void {
  const variables = new Set(Object.keys(engine.registeredVariables))
  const kept = new Set<Tensor>()
  const { keep } = engine
  // A training that is left in the middle leaves tensors that `fit` itself keeps, out of any scope.
  engine.keep = (tensor) => {
    kept.add(tensor)
    return keep.call(engine, tensor) as typeof tensor
  }
  engine.startScope()
  const scope = engine.state.scopeStack.at(-1)
  let isOpen = true
  return () => {
    if (!isOpen) return
    isOpen = false
    // Scopes that the body has opened and, because of an error, not ended lie above.
    while (engine.state.scopeStack.includes(scope)) engine.endScope()
    engine.keep = keep
    for (const [name, variable] of Object.entries(engine.registeredVariables))
      if (!variables.has(name)) variable.dispose()
    for (const tensor of kept) if (!tensor.isDisposed) tensor.dispose()
  }
}
