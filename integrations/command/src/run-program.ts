import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import type { Readable } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { endTree, hasGroup } from "./process-tree.ts"
import { startError } from "./start-error.ts"
import type { SupervisedRun } from "./supervisor.ts"

/** What a program writes to. */
export type OutputStream = "stdout" | "stderr"

/** What is run, and where. */
export interface Call {
  /** Program and arguments; with a shell the whole command as text. */
  readonly argv: readonly string[] | string
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly stdin: string | Uint8Array | undefined
}

/** How a program is run. */
export interface RunProgramOptions {
  readonly call: Call
  readonly run: SupervisedRun
  readonly graceMs: number
  /** Ends the program when it aborts. */
  readonly signal: AbortSignal
  /** Called for each piece of output. While it is awaited the program may have to wait before it can write more. */
  onOutput(stream: OutputStream, chunk: Uint8Array): Promise<void>
}

/** How a program has ended: by a code, or by a signal. */
export interface Exit {
  readonly exitCode: number | undefined
  readonly signal: NodeJS.Signals | undefined
}

/** How long after SIGKILL to wait for a process that the system does not let go of, in ms. */
const GIVE_UP_MS = 2000
/** How long to read on when nothing comes any more and somebody has the output open, in ms. */
const QUIET_MS = 200

/**
 * Runs a program as the leader of a process group, and ends what is left of the group when it has ended.
 * @throws COMMAND_NOT_STARTED
 */
export async function runProgram(options: RunProgramOptions): Promise<Exit> {
  const { call, run, graceMs, signal } = options
  try {
    const child = await start(call)
    const pid = child.pid as number
    run.started(pid)
    let exit: Exit | undefined
    const exited = new Promise<void>((resolve) => {
      child.once("exit", (code, name) => {
        exit = { exitCode: code ?? undefined, signal: name ?? undefined }
        resolve()
      })
    })
    const tree = { pid, mark: run.mark, isRunning: () => exit === undefined }
    const output = readOutput(child, options)
    let ending: Promise<void> | undefined
    const end = (): Promise<void> => (ending ??= endTree(tree, graceMs))
    const givenUp = new Promise<void>((resolve) => {
      signal.addEventListener(
        "abort",
        () => void end().then(() => sleep(GIVE_UP_MS, undefined, { ref: false }).then(resolve)),
      )
    })
    if (signal.aborted) void end()
    sendInput(child, call.stdin)
    await Promise.race([exited, givenUp])
    if (process.platform !== "win32" && hasGroup(pid)) await end()
    await ending
    await output.finish()
    return exit ?? { exitCode: undefined, signal: "SIGKILL" }
  } finally {
    run.ended()
  }
}

function start({ argv, env, cwd }: Call): Promise<ChildProcess> {
  const shell = typeof argv === "string"
  const [file = "", ...args] = shell ? [argv] : argv
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(startError(error, file, cwd))
    try {
      const detached = process.platform !== "win32"
      const child = spawn(file, args, { cwd, env, shell, detached, windowsHide: true, stdio: "pipe" })
      child.once("error", fail)
      if (child.pid !== undefined) resolve(child)
    } catch (error) {
      fail(error)
    }
  })
}

function sendInput({ stdin }: ChildProcess, input: string | Uint8Array | undefined): void {
  // A program may end, or close its input, without having read it.
  stdin?.on("error", () => {})
  stdin?.end(input)
}

function readOutput(child: ChildProcess, { onOutput }: RunProgramOptions): { finish(): Promise<void> } {
  let lastRead = performance.now()
  let nBusy = 0
  const streams: [OutputStream, Readable | null][] = [
    ["stdout", child.stdout],
    ["stderr", child.stderr],
  ]
  const reading = streams.map(async ([name, stream]) => {
    try {
      for await (const chunk of stream ?? []) {
        nBusy++
        await onOutput(name, chunk as Uint8Array).finally(() => nBusy--)
        lastRead = performance.now()
      }
    } catch {
      // Closed below, or by the system: what was read is all there is.
    }
  })
  return {
    /** Reads to the end, which does not come if a process that got away has the output open: then until nothing comes. */
    async finish() {
      lastRead = performance.now()
      const check = setInterval(() => {
        if (nBusy > 0 || performance.now() - lastRead < QUIET_MS) return
        for (const [, stream] of streams) stream?.destroy()
      }, QUIET_MS / 4)
      await Promise.all(reading)
      clearInterval(check)
    },
  }
}
