import { ParzenError } from "@parzen/core"

/** The codes of a {@link CommandError}. */
export type CommandErrorCode =
  "COMMAND_NOT_STARTED" | "COMMAND_FAILED" | "COMMAND_TIMEOUT" | "COMMAND_NO_VALUE" | "COMMAND_BAD_MESSAGE"

/** What is known of a run that failed. */
export interface CommandErrorDetails extends ErrorOptions {
  readonly exitCode?: number | undefined
  readonly signal?: string | undefined
  readonly isTransient?: boolean
}

/**
 * What a program did or failed to do, so that its trial has no value: `catch: [CommandError]` lets a study go on after such
 * trials, while mistakes in options and spaces still end it.
 */
export class CommandError extends ParzenError {
  /** The program's exit code, if it came to one. */
  readonly exitCode: number | undefined
  /** The signal that ended the program, such as `SIGSEGV`, if one did. */
  readonly signal: string | undefined
  /** Whether the same command may do better when it is run again: it crashed, or the system was short of something. */
  readonly isTransient: boolean

  constructor(code: CommandErrorCode, message: string, details: CommandErrorDetails = {}) {
    super(code, message, details)
    this.exitCode = details.exitCode
    this.signal = details.signal
    this.isTransient = details.isTransient ?? false
  }
}
