import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, ParzenError } from "@parzen/core"
import type { io } from "@tensorflow/tfjs"
import type { Checkpoint, CheckpointStore, CheckpointSummary } from "./checkpoint.ts"

const FOLDER = /^trial-(\d+)$/
const WEIGHTS = "weights.bin"

/**
 * Keeps each checkpoint in a folder `trial-<number>` of its own, as tfjs saves models: `model.json` and `weights.bin`, which
 * `tf.loadLayersModel("file://…/model.json")` of tfjs-node opens, and `checkpoint.json` with the epoch and the metric.
 * Give each study a folder of its own.
 */
export class FileCheckpointStore implements CheckpointStore {
  readonly #folder: string

  /** @throws INVALID_ARGUMENT */
  constructor(folder: string) {
    if (typeof folder !== "string" || folder === "")
      throw new ParzenError("INVALID_ARGUMENT", `folder: takes a path, got ${describe(folder)}`)
    this.#folder = folder
  }

  async save({ model, ...summary }: Checkpoint): Promise<void> {
    const { weightData, weightSpecs, ...rest } = model
    const weightsManifest = [{ paths: [WEIGHTS], weights: weightSpecs }]
    const target = this.#pathOf(summary.trial)
    const staging = `${target}.${process.pid}.part`
    await rm(staging, { recursive: true, force: true })
    await mkdir(staging, { recursive: true })
    await writeFile(join(staging, WEIGHTS), new Uint8Array(weightData as ArrayBuffer))
    await writeFile(join(staging, "model.json"), JSON.stringify({ ...rest, weightsManifest }))
    await writeFile(join(staging, "checkpoint.json"), JSON.stringify(summary))
    await rm(target, { recursive: true, force: true })
    await rename(staging, target)
  }

  async load(trial: number): Promise<Checkpoint | undefined> {
    const folder = this.#pathOf(trial)
    const summary = await readSummary(folder)
    if (summary === undefined) return undefined
    const { weightsManifest, ...rest } = JSON.parse(await readFile(join(folder, "model.json"), "utf8")) as ModelJson
    const bytes = await readFile(join(folder, WEIGHTS))
    const weightData = Uint8Array.from(bytes).buffer
    return {
      ...summary,
      model: { ...rest, weightSpecs: weightsManifest.flatMap(({ weights }) => weights), weightData },
    }
  }

  async list(): Promise<readonly CheckpointSummary[]> {
    const names = await readdir(this.#folder).catch(absent(() => []))
    const numbers = names.flatMap((name) => FOLDER.exec(name)?.slice(1).map(Number) ?? [])
    const summaries = await Promise.all(numbers.map((trial) => readSummary(this.#pathOf(trial))))
    return summaries.filter((summary) => summary !== undefined).toSorted((a, b) => a.trial - b.trial)
  }

  async remove(trial: number): Promise<void> {
    await rm(this.#pathOf(trial), { recursive: true, force: true })
  }

  #pathOf(trial: number): string {
    return join(this.#folder, `trial-${trial}`)
  }
}

interface ModelJson extends Omit<io.ModelArtifacts, "weightData" | "weightSpecs"> {
  readonly weightsManifest: readonly { readonly weights: io.WeightsManifestEntry[] }[]
}

async function readSummary(folder: string): Promise<CheckpointSummary | undefined> {
  const text = await readFile(join(folder, "checkpoint.json"), "utf8").catch(absent(() => undefined))
  return text === undefined ? undefined : (JSON.parse(text) as CheckpointSummary)
}

function absent<T>(fallback: () => T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return fallback()
    throw error
  }
}
