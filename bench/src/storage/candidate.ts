import { spawn } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { Python } from "../python.ts"

/** Whose processes are timed. */
export type Candidate = "parzen" | "optuna"

/** What the bench runs with. */
export interface Setting {
  readonly root: string
  readonly python: Python
}

/** A process that is ready to begin its task. */
export interface Ready<T> {
  /** Lets it begin; answers what it measured. */
  begin(): Promise<T>
}

/** Starts a process of a candidate and waits until it is ready: start-up is not part of any time. */
export async function prepare<T>(
  { root, python }: Setting,
  candidate: Candidate,
  args: readonly (string | number)[],
): Promise<Ready<T>> {
  const words = args.map(String)
  const [program, script] =
    candidate === "parzen"
      ? [process.execPath, join(root, "dist/node/storage.mjs")]
      : [python.program, join(root, "python/storage.py")]
  const child = spawn(program, [script, ...words], { stdio: ["pipe", "pipe", "inherit"] })
  const ended = new Promise<never>((_, reject) => {
    child.on("error", reject)
    child.on("exit", (code) => reject(new Error(`${candidate} ${words.join(" ")}: ended with ${code}`)))
  })
  ended.catch(() => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string> => {
    const { value, done } = await Promise.race([lines.next(), ended])
    return done === true ? ended : (value as string)
  }
  if ((await line()) !== "ready") throw new Error(`${candidate} ${words.join(" ")}: did not say that it is ready`)
  return {
    async begin() {
      child.stdin.end("go\n")
      return JSON.parse(await line()) as T
    },
  }
}
