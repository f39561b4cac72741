import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)
const root = resolve(import.meta.dirname, "..")

/** The program of the virtual environment `.venv`, which is made, or made anew if `requirements.txt` has changed. */
export async function openPython(): Promise<string> {
  const folder = join(root, ".venv")
  const program = join(folder, "bin/python")
  const requirements = join(root, "requirements.txt")
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex")
  const stamp = join(folder, "requirements.sha256")
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === pins) return program
  rmSync(folder, { recursive: true, force: true })
  await run("python3", ["-m", "venv", folder])
  const quietly = ["--quiet", "--no-input", "--disable-pip-version-check", "--only-binary", ":all:"]
  await run(program, ["-m", "pip", "install", ...quietly, "--requirement", requirements])
  writeFileSync(stamp, pins)
  return program
}

/** Runs a task of `python_side.py` over the cases in `folder`. */
export async function runPython(program: string, task: "train" | "predict", folder: string): Promise<void> {
  await run(program, [join(import.meta.dirname, "python_side.py"), task, folder], { maxBuffer: 2 ** 26 })
}
