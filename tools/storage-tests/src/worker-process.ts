import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { build } from "esbuild"
import type { WorkerLine, WorkerOptions } from "./worker.ts"

/** A worker and what it has said. */
export class WorkerProcess {
  readonly lines: WorkerLine[] = []
  /** Its exit code, or the signal that ended it, once all that it said has been read. */
  readonly ended: Promise<number | NodeJS.Signals>
  stderr = ""
  isAlive = true
  readonly #child: ChildProcess

  constructor(script: string, options: WorkerOptions) {
    const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ["pipe", "pipe", "pipe"] })
    this.#child = child
    child.stdin.on("error", () => {})
    child.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()))
    // A line that was cut off by a kill was never said.
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.endsWith("}")) this.lines.push(JSON.parse(line) as WorkerLine)
    })
    this.ended = new Promise((resolve) => {
      child.on("close", (code, signal) => {
        this.isAlive = false
        resolve(code ?? signal ?? "SIGKILL")
      })
    })
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  /** Asks it to end after its trial. */
  stop(): void {
    this.#child.stdin?.end("stop\n")
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** The lines of one kind. */
  said<E extends WorkerLine["event"]>(event: E): Extract<WorkerLine, { readonly event: E }>[] {
    return this.lines.filter((line): line is Extract<WorkerLine, { readonly event: E }> => line.event === event)
  }
}

/** Bundles a script of this folder with our sources, so that a process starts quickly, into a file named by its content. */
export async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@parzen/source"],
    plugins: [
      {
        name: "others are installed",
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path }) =>
            path.startsWith("@parzen/") ? undefined : { path, external: true },
          )
        },
      },
    ],
    logLevel: "error",
  })
  const { contents = new Uint8Array(), hash = "" } = outputFiles[0] ?? {}
  const folder = join(import.meta.dirname, "../dist")
  const file = join(folder, `${name}-${hash.replaceAll(/\W/g, "")}.mjs`)
  await mkdir(folder, { recursive: true })
  // Whole at once: another process may be about to run it.
  await writeFile(`${file}.${process.pid}`, contents)
  await rename(`${file}.${process.pid}`, file)
  return file
}
