import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)
const here = import.meta.dirname

/** A task of `optuna_side.py`, the name of a study, and options. */
export type Task = readonly [task: string, studyName: string, options: Readonly<Record<string, unknown>>]

/** Optuna's answers to the tasks, in one process. */
export async function optuna(program: string, url: string, tasks: readonly Task[]): Promise<unknown[]> {
  const args = [join(here, "optuna_side.py"), url, JSON.stringify(tasks)]
  const { stdout } = await run(program, args, { maxBuffer: 2 ** 28 })
  return JSON.parse(stdout) as unknown[]
}
