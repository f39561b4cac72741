import type { io } from "@tensorflow/tfjs"

/** What is known of a checkpoint without its model. */
export interface CheckpointSummary {
  /** The number of the trial. */
  readonly trial: number
  /** From 0. */
  readonly epoch: number
  /** The metric that chose the epoch. */
  readonly monitor: string
  /** Its value at this epoch. */
  readonly value: number
  /** Which values are better. */
  readonly mode: "min" | "max"
}

/** A trial's model at its best epoch: `tf.loadLayersModel(tf.io.fromMemory(checkpoint.model))` makes it a model again. */
export interface Checkpoint extends CheckpointSummary {
  /** The topology and the weights; `weightData` is one buffer. */
  readonly model: io.ModelArtifacts
}

/** Where checkpoints are kept, one for each trial. */
export interface CheckpointStore {
  /** Keeps a checkpoint in place of the trial's earlier one. */
  save(checkpoint: Checkpoint): Promise<void>
  /** That of a trial, or `undefined`. */
  load(trial: number): Promise<Checkpoint | undefined>
  /** All, in the order of the trials. */
  list(): Promise<readonly CheckpointSummary[]>
  /** Removes that of a trial, if there is one. */
  remove(trial: number): Promise<void>
}
