import { resolve } from "node:path"
import type { Params, ParamValue, TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { CommandCall, CommandObjectiveOptions, CommandSpace } from "./command-objective-options.ts"
import { inheritedEnv } from "./environment.ts"
import type { Call } from "./run-program.ts"
import { Template } from "./template.ts"

type Options = CommandObjectiveOptions<CommandSpace>

const OF_TRIAL = ["trial.number", "trial.folder", "trial.params", "trial.args"]
/** What means itself in every shell. */
const SHELL_SAFE = /^[\w./:=@%+,-]+$/

/** A call, and the file with its values if there is one. */
export interface Filled {
  readonly call: Call
  readonly resultFile: string | undefined
}

/** The command and all that goes with it, as templates that are filled with a trial's parameters. */
export class CommandLine {
  readonly #options: Options
  readonly #argv: readonly Template[]
  readonly #env: Readonly<Record<string, Template>>
  readonly #stdin: Template | undefined
  readonly #cwd: Template | undefined
  readonly #resultFile: Template | undefined

  /** @throws INVALID_ARGUMENT */
  constructor(options: Options) {
    const { command, env = {}, stdin, cwd, result } = options
    this.#options = options
    const argv = typeof command === "function" ? [] : [command].flat()
    this.#argv = argv.map((argument) => new Template(argument, "command"))
    this.#env = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, new Template(value, `env ${name}`)]),
    )
    this.#stdin = stdin === undefined ? undefined : new Template(stdin, "stdin")
    this.#cwd = cwd === undefined ? undefined : new Template(cwd, "cwd")
    const file = typeof result === "object" && "file" in result ? result.file : undefined
    this.#resultFile = file === undefined ? undefined : new Template(file, "result.file")
    this.#checkArgs()
  }

  /** Whether a value of parameter `name` goes into the text for a shell. */
  isForShell(name: string): boolean {
    const inText = this.#argv.flatMap((template) => template.names)
    return this.#options.shell === true && (inText.includes(name) || inText.includes("trial.args"))
  }

  /** Checks that each placeholder is a parameter, and each parameter has a placeholder. @throws INVALID_ARGUMENT */
  checkNames(params: readonly string[]): void {
    const used = this.#templates().flatMap((template) => template.names)
    const unknown = used.find((name) => !params.includes(name) && !OF_TRIAL.includes(name))
    if (unknown !== undefined) {
      const there = [...params, ...OF_TRIAL].join(", ")
      throw new ParzenError("INVALID_ARGUMENT", `'{${unknown}}': is no parameter; there are: ${there}`)
    }
    const reserved = params.find((name) => OF_TRIAL.includes(name))
    if (reserved !== undefined)
      throw new ParzenError("INVALID_ARGUMENT", `'${reserved}': no parameter can have this name, which the trial has`)
    if (typeof this.#options.command === "function" || used.includes("trial.params") || used.includes("trial.args"))
      return
    const unused = params.find((name) => !used.includes(name))
    if (unused === undefined) return
    const message = `'${unused}': the program does not get this parameter; write {${unused}} into the command, or {trial.args} or {trial.params} for all`
    throw new ParzenError("INVALID_ARGUMENT", message)
  }

  /** What to run for a trial. `folder` is the trial's own, if it has one. @throws INVALID_ARGUMENT */
  async fill(params: Params, trial: TrialLike, folder: string | undefined, attempt: number): Promise<Filled> {
    const { command, shell = false, inheritEnv } = this.#options
    const base = folder ?? process.cwd()
    const home = this.#cwd === undefined ? base : resolve(this.#cwd.fill((name) => valueOf(name, params, trial, base)))
    const plain = (name: string): string => valueOf(name, params, trial, home)
    const context = { folder: home, attempt }
    const made =
      typeof command === "function" ? await command(params as never, trial, context) : this.#argvOf(plain, params)
    const { argv, env, cwd, stdin } = checkCall(made, shell)
    const ownEnv = Object.entries(this.#env).map(([name, value]) => [name, value.fill(plain)])
    const folderOfCall = cwd === undefined ? home : resolve(home, cwd)
    const file = this.#resultFile?.fill(plain)
    return {
      call: {
        argv,
        env: { ...inheritedEnv(inheritEnv), ...Object.fromEntries(ownEnv), ...env },
        cwd: folderOfCall,
        stdin: stdin ?? this.#stdin?.fill(plain),
      },
      resultFile: file === undefined ? undefined : resolve(folderOfCall, file),
    }
  }

  #argvOf(plain: (name: string) => string, params: Params): readonly string[] | string {
    const args = (): string[] => Object.entries(params).map(([name, value]) => `--${name}=${textOf(name, value)}`)
    if (this.#options.shell !== true) {
      return this.#argv.flatMap((template) => (template.onlyName === "trial.args" ? args() : [template.fill(plain)]))
    }
    const safe = (name: string): string =>
      name === "trial.args"
        ? args()
            .map((arg) => shellSafe(name, arg))
            .join(" ")
        : shellSafe(name, plain(name))
    return this.#argv.map((template) => template.fill(safe)).join("")
  }

  #templates(): Template[] {
    const others = [this.#stdin, this.#cwd, this.#resultFile].filter((template) => template !== undefined)
    return [...this.#argv, ...Object.values(this.#env), ...others]
  }

  #checkArgs(): void {
    const inShell = this.#options.shell === true
    const isWrong = (template: Template): boolean =>
      template.names.includes("trial.args") &&
      !(this.#argv.includes(template) && (inShell || template.onlyName !== undefined))
    if (!this.#templates().some(isWrong)) return
    const message = "'{trial.args}': stands for several arguments, so it must be an argument of the command by itself"
    throw new ParzenError("INVALID_ARGUMENT", message)
  }
}

/** Checks that a shell takes `text` for what it is. @throws INVALID_ARGUMENT */
export function shellSafe(name: string, text: string): string {
  if (SHELL_SAFE.test(text)) return text
  const message = `'{${name}}': the shell would not take ${describe(text)} as it is; pass it by env: { NAME: "{${name}}" } and write "$NAME"`
  throw new ParzenError("INVALID_ARGUMENT", message)
}

/** A parameter's value as a program gets it. @throws INVALID_ARGUMENT for one that no argument can hold */
export function textOf(name: string, value: ParamValue): string {
  const text = String(value)
  if (!text.includes("\0")) return text
  throw new ParzenError("INVALID_ARGUMENT", `'${name}': no program can be given a value with a zero character`)
}

function valueOf(name: string, params: Params, trial: TrialLike, folder: string): string {
  switch (name) {
    case "trial.number":
      return String(trial.number)
    case "trial.folder":
      return folder
    case "trial.params":
      return JSON.stringify(params)
    default:
      return textOf(name, params[name] as ParamValue)
  }
}

function checkCall(made: unknown, shell: boolean): Exclude<CommandCall, string | readonly string[]> {
  const call = (typeof made === "string" || Array.isArray(made) ? { argv: made } : (made ?? {})) as {
    readonly [key in "argv" | "env" | "cwd" | "stdin"]?: unknown
  }
  const refuse = (what: string, value: unknown): ParzenError =>
    new ParzenError("INVALID_ARGUMENT", `command: ${what}, got ${describe(value)}`)
  const { argv, env = {}, cwd, stdin } = call
  if (shell && !isText(argv)) throw refuse("with shell: true the function gives a text", argv)
  if (!shell && !(Array.isArray(argv) && argv.every(isText) && argv[0] !== undefined && argv[0] !== ""))
    throw refuse("the function gives an array of texts, the program first", argv)
  if (typeof env !== "object" || env === null || !Object.values(env).every(isText))
    throw refuse("env must be an object of texts", env)
  if (cwd !== undefined && !isText(cwd)) throw refuse("cwd must be a folder", cwd)
  if (stdin !== undefined && typeof stdin !== "string" && !(stdin instanceof Uint8Array))
    throw refuse("stdin must be a text or bytes", stdin)
  return call as Exclude<CommandCall, string | readonly string[]>
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !value.includes("\0")
}
