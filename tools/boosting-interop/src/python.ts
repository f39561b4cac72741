import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"

/** Runs a task of `python_side.py` over the cases in `folder`. */
export async function runPython(program: string, task: "train" | "predict", folder: string): Promise<void> {
  const script = join(import.meta.dirname, "python_side.py")
  await promisify(execFile)(program, [script, task, folder], { maxBuffer: 2 ** 26 })
}
