import { execFile } from "node:child_process"

/** Options of {@link run}. */
export interface RunOptions {
  /** After this many milliseconds the process is ended and the run fails; by default 120,000. */
  readonly timeoutMs?: number
  readonly cwd?: string
}

/** Runs a program to its end and answers its stdout. Fails with its stderr unless it exits with 0. */
export function run(
  program: string,
  args: readonly string[],
  { timeoutMs = 120_000, cwd }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = { timeout: timeoutMs, cwd, maxBuffer: 2 ** 26, encoding: "utf8" } as const
    execFile(program, args, settings, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout)
      const reason =
        error.killed === true ? `it took more than ${timeoutMs} ms` : stderr.trim().slice(-2000) || error.message
      reject(new Error(`${program} ${args.join(" ").slice(0, 200)}: ${reason}`, { cause: error }))
    })
  })
}

/** As {@link run}, with the stdout parsed as JSON. */
export async function runJson<T>(program: string, args: readonly string[], options?: RunOptions): Promise<T> {
  return JSON.parse(await run(program, args, options)) as T
}

/** Tells on stderr what is going on, so that stdout holds the results alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
