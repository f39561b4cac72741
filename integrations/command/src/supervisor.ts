import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import type { Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { warn } from "@parzen/core"
import { SUPERVISOR_SCRIPT } from "./supervisor-script.ts"

/** One start of a program, as the supervisor knows it. */
export interface SupervisedRun {
  /** Stands in the environment of all that the program starts, as `PARZEN_RUN`. */
  readonly mark: string
  /** A place for files of the run that are gone when this process is. */
  readonly path: string
  /** Says which process group the program leads, once it has started. */
  started(group: number): void
  /** Says that nothing is left of the run. */
  ended(): void
}

/**
 * Ends the programs of this process if it dies, `kill -9` included: a shell of its own session that holds the other end of a
 * pipe. One for all runs; it starts with the first, and ends with this process. Windows has none.
 */
class Supervisor {
  readonly #token = crypto.randomUUID()
  readonly #runs = new Map<number, string>()
  #path: string | undefined
  #shell: ChildProcess | undefined
  #nRuns = 0
  #nStarts = 0

  /** Announces a program that is about to start, which may take `graceMs` from SIGTERM to its end. */
  begin(graceMs: number): SupervisedRun {
    const id = ++this.#nRuns
    // A tick takes a little more than its tenth of a second.
    const line = `run ${id} ${Math.floor(graceMs / 104)}`
    this.#say(id, line)
    const mark = `${this.#token}.${id}.`
    return {
      mark,
      path: join(this.folder(), String(id)),
      started: (group) => this.#say(id, `${line} ${group}`),
      ended: () => {
        this.#runs.delete(id)
        this.#write(`end ${id}\n`)
      },
    }
  }

  #say(id: number, line: string): void {
    this.#runs.set(id, line)
    if (this.#shell === undefined && process.platform !== "win32") this.#start()
    else this.#write(`${line}\n`)
  }

  #write(text: string): void {
    const { stdin } = this.#shell ?? {}
    if (stdin?.writable === true) stdin.write(text)
  }

  #start(): void {
    if (this.#nStarts++ >= MOST_STARTS) return
    const argv = ["-c", SUPERVISOR_SCRIPT, "parzen-supervisor", this.folder(), `PARZEN_RUN=${this.#token}.`]
    const { PATH = "/usr/bin:/bin" } = process.env
    // A session of its own: what a terminal sends to this process does not reach it. And none of our marks in its environment.
    const shell = spawn("/bin/sh", argv, {
      detached: true,
      env: { PATH },
      cwd: "/",
      stdio: ["pipe", "ignore", "ignore"],
    })
    this.#shell = shell
    const gone = (why: unknown): void => {
      if (this.#shell !== shell) return
      this.#shell = undefined
      if (this.#nStarts >= MOST_STARTS) warn(`Programs would outlive this process if it were killed: ${String(why)}`)
      else if (this.#runs.size > 0) this.#start()
    }
    shell.once("error", gone)
    shell.once("exit", () => gone("the shell that watches them has ended"))
    shell.unref()
    const stdin = shell.stdin as Socket
    stdin.on("error", () => {})
    stdin.unref()
    stdin.write([...this.#runs.values(), ""].join("\n"))
  }

  /** A folder of this process alone, which is removed when it has gone. */
  folder(): string {
    if (this.#path === undefined) {
      const folder = mkdtempSync(join(tmpdir(), "parzen-command-"))
      this.#path = folder
      if (process.platform === "win32") process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
    }
    // Long runs outlive what cleans temporary folders.
    mkdirSync(this.#path, { recursive: true, mode: 0o700 })
    return this.#path
  }
}

const MOST_STARTS = 5

/** The one supervisor of this process. */
export const supervisor: Supervisor = new Supervisor()
