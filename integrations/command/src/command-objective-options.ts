import type { Distribution, Params, TrialLike, ValueOf } from "@parzen/core"
import type { ArtifactStoreLike } from "./output-files.ts"
import type { CommandResult } from "./result.ts"
import type { WorkdirOptions } from "./work-folder.ts"

/** Distributions by name, or a function that asks the trial for parameters by itself. */
export type CommandSpace = Readonly<Record<string, Distribution>> | ((trial: TrialLike) => Readonly<Params>)

/** The parameters that a space gives. */
export type ParamsOf<S extends CommandSpace> = S extends (trial: TrialLike) => infer P
  ? P
  : S extends Readonly<Record<string, Distribution>>
    ? { readonly [Name in keyof S]: ValueOf<S[Name]> }
    : never

/** What is run: the program with its arguments, with `shell` the command as text; and what else it gets. */
export type CommandCall =
  | readonly string[]
  | string
  | {
      readonly argv: readonly string[] | string
      /** Beside what the option `env` gives. */
      readonly env?: Readonly<Record<string, string>> | undefined
      /** Relative to the option `cwd`, or to the trial's folder. */
      readonly cwd?: string | undefined
      readonly stdin?: string | Uint8Array | undefined
    }

/** What a command function may need beside parameters and trial. */
export interface CommandContext {
  /** Where the program will run: the trial's own folder if there is `workdir`. */
  readonly folder: string
  /** Counts from 1; above 1 after a crash. */
  readonly attempt: number
}

/** Says what to run for `params`. What it gives is taken as it is: braces are no placeholders. */
export type CommandFunction<P> = (
  params: P,
  trial: TrialLike,
  context: CommandContext,
) => CommandCall | Promise<CommandCall>

/** What the exit of a program means: `"crash"` is a failure that `retries` try again, `"fail"` one that is final. */
export type ExitMeaning = "complete" | "pruned" | "fail" | "crash"

/** Options of `commandObjective`. */
export interface CommandObjectiveOptions<S extends CommandSpace> {
  /**
   * Program and arguments with placeholders: `["python", "train.py", "--lr", "{lr}"]`; as text if `shell` is true; or a function of
   * the parameters.
   */
  readonly command: readonly string[] | string | CommandFunction<ParamsOf<S>>
  /** What to search. */
  readonly space: S
  /** Variables for the program, with placeholders in the values. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /**
   * What of this process's environment the program gets: names, which may end in `*`; `true` for all, `false` for nothing. By default
   * what says how programs are found and on which devices they compute: `PATH`, `HOME`, `CUDA_*`, `PYTHON*` and the like.
   */
  readonly inheritEnv?: boolean | readonly string[] | undefined
  /** Where the program runs, with placeholders; by default where this process does. */
  readonly cwd?: string | undefined
  /** What the program reads from its standard input, with placeholders; by default nothing. */
  readonly stdin?: string | undefined
  /** Whether the command is text for `/bin/sh`, on Windows `cmd.exe`. By default no shell sees it. */
  readonly shell?: boolean | undefined
  /** Where the values are if the program sends none; by default in the last line of its standard output. */
  readonly result?: CommandResult | undefined
  /** The keys of the values, in the order of the study's objectives, where they come as a JSON object. */
  readonly metrics?: readonly string[] | undefined
  /** How long a trial may take in ms, with all its attempts. */
  readonly timeoutMs?: number | undefined
  /** How long a program may neither print nor send anything, in ms. */
  readonly idleTimeoutMs?: number | undefined
  /** How long a program has from SIGTERM to SIGKILL, in ms; 5000 by default. */
  readonly graceMs?: number | undefined
  /** How often a program that crashed is run again; 0 by default. */
  readonly retries?: number | undefined
  /** What exit codes mean; by default 0 is complete, and all others crashes. */
  readonly exitCodes?: Readonly<Record<number, ExitMeaning>> | undefined
  /** Gives each trial a folder of its own to run in. */
  readonly workdir?: boolean | WorkdirOptions | undefined
  /** Where to keep what programs print: a folder, or an artifact store of `@parzen/artifacts`. */
  readonly keepOutput?: string | ArtifactStoreLike | undefined
  /** How much of each of a program's two outputs is kept, in bytes; 16 MiB by default. */
  readonly maxOutputBytes?: number | undefined
}
