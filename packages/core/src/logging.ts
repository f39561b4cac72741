import { describe, ParzenError } from "./errors.ts"

/** How much is said: `debug` says most, `silent` nothing. */
export type Verbosity = "debug" | "info" | "warning" | "error" | "silent"

/** The level of one line. */
export type LogLevel = Exclude<Verbosity, "silent">

/** One thing said: its level, its text and when (a `Date`). */
export interface LogRecord {
  readonly level: LogLevel
  readonly message: string
  readonly time: Date
}

/** Receives what is said, already filtered by {@link setVerbosity}. */
export type LogSink = (record: LogRecord) => void

const RANK: Record<Verbosity, number> = { debug: 0, info: 1, warning: 2, error: 3, silent: 4 }

// A page or a web worker says nothing unless asked; Node, Deno and Bun start at `info`.
const inBrowser = "document" in globalThis || ("WorkerGlobalScope" in globalThis && !("Deno" in globalThis))

let verbosity: Verbosity = inBrowser ? "silent" : "info"
let sink: LogSink = writeToStderr

/** Says from `level` upwards only. The default is `info`, in a browser `silent`. @throws INVALID_ARGUMENT */
export function setVerbosity(level: Verbosity): void {
  if (!Object.hasOwn(RANK, level)) {
    const message = `setVerbosity takes one of ${Object.keys(RANK).join(", ")}, got ${describe(level)}`
    throw new ParzenError("INVALID_ARGUMENT", message)
  }
  verbosity = level
}

/** The level set by {@link setVerbosity}. */
export function getVerbosity(): Verbosity {
  return verbosity
}

/** Sends everything said to `next` instead of stderr; answers the sink that was there, to put back. */
export function setLogSink(next: LogSink): LogSink {
  if (typeof next !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `setLogSink takes a function, got ${describe(next)}`)
  const previous = sink
  sink = next
  return previous
}

/** Whether a line of `level` would be said: ask before building a costly message. */
export function isLogged(level: LogLevel): boolean {
  return RANK[level] >= RANK[verbosity]
}

/** Says `message` at `level`. */
export function log(level: LogLevel, message: string): void {
  if (isLogged(level)) sink({ level, message, time: new Date() })
}

/** Says `message` as a warning. */
export function warn(message: string): void {
  log("warning", message)
}

/** Optuna's line: `[I 2026-01-01 00:00:00,000] message`, in local time. */
export function formatLogRecord({ level, message, time }: LogRecord): string {
  const two = (value: number): string => String(value).padStart(2, "0")
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
  const ms = String(time.getMilliseconds()).padStart(3, "0")
  return `[${level.charAt(0).toUpperCase()} ${day} ${clock},${ms}] ${message}`
}

/** The default sink: `console.error`, which is stderr where there is one. */
export function writeToStderr(record: LogRecord): void {
  console.error(formatLogRecord(record))
}
