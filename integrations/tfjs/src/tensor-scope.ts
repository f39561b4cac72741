import type { Tensor } from "@tensorflow/tfjs"

/** What of tfjs's engine keeps count of tensors. */
export interface Engine {
  readonly registeredVariables: Readonly<Record<string, { dispose(): void }>>
  startScope(): void
  endScope(): void
  keep<T extends Tensor>(tensor: T): T
}

const turns = new WeakMap<Engine, Promise<unknown>>()

/**
 * Runs `body`, then disposes every tensor and variable made meanwhile, those of models, of optimizers and those held by `tf.keep`
 * among them. An engine has one stack of scopes: bodies run one after another.
 */
export function inTensorScope<T>(engine: Engine, body: () => Promise<T>): Promise<T> {
  const before = turns.get(engine) ?? Promise.resolve()
  const turn = before.then(() => scoped(engine, body))
  turns.set(
    engine,
    turn.catch(() => {}),
  )
  return turn
}

async function scoped<T>(engine: Engine, body: () => Promise<T>): Promise<T> {
  const variables = new Set(Object.keys(engine.registeredVariables))
  const kept = new Set<Tensor>()
  const { keep } = engine
  // A training that is left in the middle leaves tensors that `fit` itself keeps, out of any scope.
  engine.keep = (tensor) => {
    kept.add(tensor)
    return keep.call(engine, tensor) as typeof tensor
  }
  engine.startScope()
  try {
    return await body()
  } finally {
    engine.endScope()
    engine.keep = keep
    for (const [name, variable] of Object.entries(engine.registeredVariables))
      if (!variables.has(name)) variable.dispose()
    for (const tensor of kept) if (!tensor.isDisposed) tensor.dispose()
  }
}
