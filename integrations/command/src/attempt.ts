import type { TrialLike } from "@parzen/core"
import { TrialPruned } from "@parzen/core"
import { CommandError } from "./command-error.ts"
import type { Filled } from "./command-line.ts"
import type { ExitMeaning } from "./command-objective-options.ts"
import type { Inbox } from "./inbox.ts"
import { LineSplitter } from "./line-splitter.ts"
import { MessageFile } from "./message-file.ts"
import { PROTOCOL_VERSION } from "./message.ts"
import type { OutputFiles } from "./output-files.ts"
import { OutputTail, printable } from "./output-tail.ts"
import type { ResultReader } from "./result.ts"
import type { Exit, OutputStream } from "./run-program.ts"
import { runProgram } from "./run-program.ts"
import { supervisor } from "./supervisor.ts"

/** What one run of a trial's program needs. */
export interface AttemptOptions {
  readonly trial: TrialLike
  readonly filled: Filled
  readonly attempt: number
  readonly inbox: Inbox
  readonly result: ResultReader
  readonly outputFiles: OutputFiles | undefined
  /** How long the trial may still take, in ms, of how long in all. */
  readonly leftMs: number
  readonly timeoutMs: number
  readonly idleTimeoutMs: number
  readonly graceMs: number
  readonly exitCodes: Readonly<Record<number, ExitMeaning>>
}

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
/** A line of standard output that goes on with a message. */
const MESSAGE_MARK = "@parzen "

/** One run of a trial's program: it is started, listened to, stopped where need be, and asked for its values. */
export class Attempt {
  readonly #options: AttemptOptions
  /** Aborts with why the program is stopped. */
  readonly #stopper = new AbortController()
  readonly #tails: Readonly<Record<OutputStream, OutputTail>> = { stdout: new OutputTail(), stderr: new OutputTail() }
  readonly #splitters: Readonly<Record<OutputStream, LineSplitter>> = {
    stdout: new LineSplitter(),
    stderr: new LineSplitter(),
  }
  /** Messages of the two ways are taken one after the other. */
  #taken: Promise<void> = Promise.resolve()
  #idleTimer: NodeJS.Timeout | undefined

  constructor(options: AttemptOptions) {
    this.#options = options
  }

  /** @throws CommandError, `TrialPruned`, the reason of the trial's signal, what the trial throws */
  async run(): Promise<readonly number[]> {
    const { trial, result, inbox } = this.#options
    const stop = (): void => this.#stop(trial.signal.reason)
    trial.signal.throwIfAborted()
    trial.signal.addEventListener("abort", stop)
    inbox.beginAttempt()
    const timers = this.#startTimers()
    try {
      await result.begin()
      const begin = performance.now()
      const exit = await this.#runAndListen()
      const durationMs = performance.now() - begin
      if (this.#stopper.signal.aborted) throw this.#stopper.signal.reason
      return await this.#valuesOf(exit, durationMs)
    } finally {
      for (const timer of timers) clearTimeout(timer)
      trial.signal.removeEventListener("abort", stop)
    }
  }

  #startTimers(): NodeJS.Timeout[] {
    const { leftMs, timeoutMs, idleTimeoutMs } = this.#options
    const timer = (ms: number, message: () => string): NodeJS.Timeout[] => {
      if (ms > LONGEST_TIMER_MS) return []
      return [setTimeout(() => this.#stop(new CommandError("COMMAND_TIMEOUT", this.#withOutput(message()))), ms)]
    }
    const whole = timer(leftMs, () => `${this.#name()} took longer than ${timeoutMs} ms`)
    const idle = timer(idleTimeoutMs, () => `${this.#name()} has printed and sent nothing for ${idleTimeoutMs} ms`)
    this.#idleTimer = idle[0]
    return [...whole, ...idle]
  }

  async #runAndListen(): Promise<Exit> {
    const { filled, trial, attempt, graceMs } = this.#options
    const run = supervisor.begin(graceMs)
    const file = `${run.path}.jsonl`
    const env = {
      ...filled.call.env,
      PARZEN_PROTOCOL: PROTOCOL_VERSION,
      PARZEN_MESSAGES: file,
      PARZEN_TRIAL: String(trial.number),
      PARZEN_ATTEMPT: String(attempt),
      PARZEN_RUN: run.mark,
    }
    const ended = new AbortController()
    const following = new MessageFile(file, (line) => this.#take(line))
      .follow(ended.signal)
      .catch((error: unknown) => this.#stop(error))
    try {
      return await runProgram({
        call: { ...filled.call, env },
        run,
        graceMs,
        signal: this.#stopper.signal,
        onOutput: (stream, chunk) => this.#onOutput(stream, chunk),
      })
    } finally {
      for (const stream of ["stdout", "stderr"] as const) await this.#onLines(stream, this.#splitters[stream].end())
      ended.abort()
      await following
    }
  }

  async #onOutput(stream: OutputStream, chunk: Uint8Array): Promise<void> {
    this.#idleTimer?.refresh()
    await this.#onLines(stream, this.#splitters[stream].push(chunk))
    try {
      await this.#options.outputFiles?.write(stream, chunk)
    } catch (error) {
      this.#stop(error)
    }
  }

  async #onLines(stream: OutputStream, lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const mark = stream === "stdout" ? line.indexOf(MESSAGE_MARK) : -1
      const printed = mark < 0 ? line : line.slice(0, mark)
      this.#tails[stream].push(printed)
      this.#options.result.line(stream, printed)
      if (mark >= 0) await this.#take(line.slice(mark + MESSAGE_MARK.length))
    }
  }

  #take(line: string): Promise<void> {
    this.#idleTimer?.refresh()
    return (this.#taken = this.#takeAfter(this.#taken, line))
  }

  async #takeAfter(earlier: Promise<void>, line: string): Promise<void> {
    await earlier
    // What comes after the end of the trial is nobody's any more.
    if (this.#stopper.signal.aborted) return
    try {
      await this.#options.inbox.take(line)
    } catch (error) {
      this.#stop(error)
    }
  }

  async #valuesOf(exit: Exit, durationMs: number): Promise<readonly number[]> {
    const { exitCodes, inbox, result } = this.#options
    const meaning =
      exit.exitCode === undefined ? "crash" : (exitCodes[exit.exitCode] ?? (exit.exitCode === 0 ? "complete" : "crash"))
    if (meaning === "pruned") throw new TrialPruned(`the program exited with code ${exit.exitCode}`)
    if (meaning !== "complete") {
      const message = this.#withOutput(`${this.#name()} ${howItEnded(exit)}`)
      throw new CommandError("COMMAND_FAILED", message, { ...exit, isTransient: meaning === "crash" })
    }
    const numbers = inbox.values ?? (await result.end(durationMs))
    if (!("mistake" in numbers)) return numbers
    const message = this.#withOutput(`${this.#name()} gave no value: ${numbers.mistake}`, "")
    throw new CommandError("COMMAND_NO_VALUE", message, exit)
  }

  #stop(reason: unknown): void {
    const isBadMessage = reason instanceof CommandError && reason.code === "COMMAND_BAD_MESSAGE"
    this.#stopper.abort(
      isBadMessage ? new CommandError("COMMAND_BAD_MESSAGE", `${this.#name()}: ${reason.message}`) : reason,
    )
  }

  #name(): string {
    const { argv } = this.#options.filled.call
    const text = typeof argv === "string" ? argv : argv.join(" ")
    return `'${printable(text)}'`
  }

  #withOutput(message: string, ifNone: string = "; it printed nothing"): string {
    const { stdout, stderr } = this.#tails
    const [name, tail] = stderr.isEmpty ? ["output", stdout] : ["stderr", stderr]
    return tail.isEmpty ? message + ifNone : `${message}; the end of its ${name}:\n${tail}`
  }
}

function howItEnded({ exitCode, signal }: Exit): string {
  if (signal === undefined) return `exited with code ${exitCode}`
  return `was ended by ${signal}${signal === "SIGKILL" ? ", as by a system that is out of memory" : ""}`
}
