import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

/** The Python of the virtual environment `folder`, which is made, or made anew if the file `requirements` has changed. */
export async function openPython(folder: string, requirements: string): Promise<string> {
  const program = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python")
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
