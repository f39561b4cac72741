import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
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
  const program = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python")
  const requirements = join(root, "python", "requirements.txt")
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex")
  const stamp = join(folder, "requirements.sha256")
  try {
    if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== pins) {
      say("making bench/.venv with the pinned Optuna and Rustuna ...")
      rmSync(folder, { recursive: true, force: true })
      await run("python3", [
        "-c",
        "import sys; sys.exit(sys.version_info < (3, 11) and 'Rustuna needs Python 3.11 or newer')",
      ])
      await run("python3", ["-m", "venv", folder])
      const quietly = ["--quiet", "--no-input", "--disable-pip-version-check", "--timeout", "15", "--retries", "1"]
      await run(program, ["-m", "pip", "install", ...quietly, "--only-binary", ":all:", "--requirement", requirements])
      writeFileSync(stamp, pins)
    }
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
