import type { Checkpoint, CheckpointStore, CheckpointSummary } from "./checkpoint.ts"

/** Keeps checkpoints while the program runs. */
export class MemoryCheckpointStore implements CheckpointStore {
  readonly #checkpoints = new Map<number, Checkpoint>()

  save(checkpoint: Checkpoint): Promise<void> {
    this.#checkpoints.set(checkpoint.trial, checkpoint)
    return Promise.resolve()
  }

  load(trial: number): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.#checkpoints.get(trial))
  }

  list(): Promise<readonly CheckpointSummary[]> {
    return Promise.resolve([...this.#checkpoints.values()].toSorted((a, b) => a.trial - b.trial))
  }

  remove(trial: number): Promise<void> {
    this.#checkpoints.delete(trial)
    return Promise.resolve()
  }
}
