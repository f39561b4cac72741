import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)
const here = import.meta.dirname

/** A task of `optuna_side.py`, the name of a study, and options. */
export type Task = readonly [task: string, studyName: string, options: Readonly<Record<string, unknown>>]

/** The program of the virtual environment `.venv`, which is made, or made anew if `requirements.txt` has changed. */
export async function openPython(): Promise<string> {
  const folder = join(here, "../.venv")
  const program = join(folder, "bin/python")
  const requirements = join(here, "requirements.txt")
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

/** Optuna's answers to the tasks, in one process. */
export async function optuna(program: string, url: string, tasks: readonly Task[]): Promise<unknown[]> {
  const args = [join(here, "optuna_side.py"), url, JSON.stringify(tasks)]
  const { stdout } = await run(program, args, { maxBuffer: 2 ** 28 })
  return JSON.parse(stdout) as unknown[]
}
