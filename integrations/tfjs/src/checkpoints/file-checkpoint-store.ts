import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, ParzenError } from "@parzen/core"
import type { io } from "@tensorflow/tfjs"
import type { Checkpoint, CheckpointStore, CheckpointSummary } from "./checkpoint.ts"

const FOLDER = /^trial-(\d+)(?:\.old)?$/
const STAGING = /^trial-\d+\.part$/
const WEIGHTS = "weights.bin"
/** What is being written is never this old, in ms. */
const ABANDONED_MS = 3_600_000

/**
 * Keeps each checkpoint in a folder `trial-<number>` of its own, as tfjs saves models: `model.json` and `weights.bin`, which
 * `tf.loadLayersModel("file://…/model.json")` of tfjs-node opens, and `checkpoint.json` with the epoch and the metric.
 * A process that is killed while it saves leaves the trial's earlier checkpoint. Give each study a folder of its own.
 */
export class FileCheckpointStore implements CheckpointStore {
  readonly #folder: string
  #isSwept = false

  /** @throws INVALID_ARGUMENT */
  constructor(folder: string) {
    if (typeof folder !== "string" || folder === "")
      throw new ParzenError("INVALID_ARGUMENT", `folder: takes a path, got ${describe(folder)}`)
    this.#folder = folder
  }

  async save({ model, ...summary }: Checkpoint): Promise<void> {
    await this.#sweep()
    const { weightData, weightSpecs, ...rest } = model
    const weightsManifest = [{ paths: [WEIGHTS], weights: weightSpecs }]
    const { target, old, staging } = this.#pathsOf(summary.trial)
    await removeFolder(staging)
    await mkdir(staging, { recursive: true })
    await writeFile(join(staging, WEIGHTS), new Uint8Array(weightData as ArrayBuffer))
    await writeFile(join(staging, "model.json"), JSON.stringify({ ...rest, weightsManifest }))
    await writeFile(join(staging, "checkpoint.json"), JSON.stringify(summary))
    // A folder that has files cannot be replaced in one step: for a moment the earlier one is `.old`.
    if (await exists(target)) {
      await removeFolder(old)
      await rename(target, old).catch(absent(() => undefined))
    }
    await rename(staging, target)
    await removeFolder(old)
  }

  async load(trial: number): Promise<Checkpoint | undefined> {
    const { target, old } = this.#pathsOf(trial)
    return (await readCheckpoint(target)) ?? readCheckpoint(old)
  }

  async list(): Promise<readonly CheckpointSummary[]> {
    const names = await this.#names()
    const numbers = new Set(names.flatMap((name) => FOLDER.exec(name)?.[1] ?? []).map(Number))
    const summaries = await Promise.all(Array.from(numbers, (trial) => this.#summaryOf(trial)))
    return summaries.filter((summary) => summary !== undefined).toSorted((a, b) => a.trial - b.trial)
  }

  async remove(trial: number): Promise<void> {
    for (const folder of Object.values(this.#pathsOf(trial))) await removeFolder(folder)
  }

  async #summaryOf(trial: number): Promise<CheckpointSummary | undefined> {
    const { target, old } = this.#pathsOf(trial)
    return (await readSummary(target)) ?? readSummary(old)
  }

  #pathsOf(trial: number): { readonly target: string; readonly old: string; readonly staging: string } {
    const target = join(this.#folder, `trial-${trial}`)
    return { target, old: `${target}.old`, staging: `${target}.part` }
  }

  #names(): Promise<string[]> {
    return readdir(this.#folder).catch(absent(() => []))
  }

  /** Removes, once, what killed processes had begun to write. */
  async #sweep(): Promise<void> {
    if (this.#isSwept) return
    this.#isSwept = true
    for (const name of (await this.#names()).filter((each) => STAGING.test(each))) {
      const path = join(this.#folder, name)
      const { mtimeMs = Infinity } = (await stat(path).catch(absent(() => undefined))) ?? {}
      if (Date.now() - mtimeMs > ABANDONED_MS) await removeFolder(path)
    }
  }
}

interface ModelJson extends Omit<io.ModelArtifacts, "weightData" | "weightSpecs"> {
  readonly weightsManifest: readonly { readonly weights: io.WeightsManifestEntry[] }[]
}

/** `undefined` where there is none, or while another process replaces or removes it. */
async function readCheckpoint(folder: string): Promise<Checkpoint | undefined> {
  const summary = await readSummary(folder)
  const text = await readFile(join(folder, "model.json"), "utf8").catch(absent(() => undefined))
  const bytes = await readFile(join(folder, WEIGHTS)).catch(absent(() => undefined))
  if (summary === undefined || text === undefined || bytes === undefined) return undefined
  const { weightsManifest, ...rest } = JSON.parse(text) as ModelJson
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights)
  return { ...summary, model: { ...rest, weightSpecs, weightData: Uint8Array.from(bytes).buffer } }
}

async function readSummary(folder: string): Promise<CheckpointSummary | undefined> {
  const text = await readFile(join(folder, "checkpoint.json"), "utf8").catch(absent(() => undefined))
  return text === undefined ? undefined : (JSON.parse(text) as CheckpointSummary)
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(absent(() => undefined))) !== undefined
}

function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true })
}

function absent<T>(fallback: () => T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return fallback()
    throw error
  }
}
