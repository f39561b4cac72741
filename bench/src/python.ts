import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import { openPython as openEnvironment } from "../../tools/open-python.ts"
import { run, say } from "./process.ts"

/** A virtual environment that holds what `python/requirements.txt` pins. */
export interface Python {
  readonly program: string
  readonly version: string
}

/**
 * The environment `bench/.venv`, made and filled if it is not there or the pins have changed; `undefined`, with the reason
 * told, if there is no fitting Python or its packages cannot be had.
 */
export async function openPython(root: string): Promise<Python | undefined> {
  const folder = join(root, ".venv")
  try {
    if (!existsSync(folder)) {
      say("making bench/.venv with the pinned Optuna and Rustuna ...")
      const tooOld = "import sys; sys.exit(sys.version_info < (3, 11) and 'Rustuna needs Python 3.11 or newer')"
      await run("python3", ["-c", tooOld])
    }
    const program = await openEnvironment(folder, join(root, "python/requirements.txt"))
    const version = await run(program, [
      "-c",
      "import platform, optuna, rustuna; print(platform.python_version(), end='')",
    ])
    return { program, version }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    say(`Optuna and Rustuna are left out: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}
