import { cp, mkdir, mkdtemp, rm } from "node:fs/promises"
import { join } from "node:path"
import { warn } from "@parzen/core"
import { naming } from "./naming.ts"

/** Options of a folder for each trial. */
export interface WorkdirOptions {
  /** Where the folders are made, as `trial-3-` and six letters; by default among the system's temporary files. */
  readonly root?: string | undefined
  /** A folder that is copied into each of them. */
  readonly template?: string | undefined
  /** Whether a folder stays after its trial: `true`, `"failed"` for those of failed trials, or `false`, the default. Needs `root`. */
  readonly keep?: boolean | "failed" | undefined
}

/** A trial's own folder. */
export interface WorkFolder {
  readonly path: string
  close(isFailed: boolean): Promise<void>
}

/** Makes the folder of a trial. @throws INVALID_ARGUMENT for a root or template that cannot be used */
export async function openWorkFolder(
  trialNumber: number,
  root: string,
  { template, keep = false }: WorkdirOptions,
): Promise<WorkFolder> {
  const path = await naming("workdir.root", root, async () => {
    await mkdir(root, { recursive: true })
    return mkdtemp(join(root, `trial-${trialNumber}-`))
  })
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 })
  try {
    if (template !== undefined)
      await naming("workdir.template", template, () => cp(template, path, { recursive: true, verbatimSymlinks: true }))
  } catch (error) {
    await remove()
    throw error
  }
  return {
    path,
    async close(isFailed) {
      if (keep === true || (keep === "failed" && isFailed)) return
      await remove().catch((error: unknown) => warn(`Trial ${trialNumber}: ${path} stays behind: ${String(error)}`))
    },
  }
}
