import { describe, ParzenError } from "@parzen/core"
import type { CommandObjectiveOptions, CommandSpace } from "./command-objective-options.ts"

type Options = CommandObjectiveOptions<CommandSpace>
type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === "string" && !value.includes("\0")
const isName: Check = (value) => isText(value) && value !== ""
const isNames: Check = (value) => Array.isArray(value) && value.every(isName)
const isFlag: Check = (value) => typeof value === "boolean"
const isDuration: Check = (value) => typeof value === "number" && value >= 0
const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0
const isObject: Check = (value) => typeof value === "object" && value !== null && !Array.isArray(value)
const isRecord =
  (isKey: Check, isValue: Check): Check =>
  (value) =>
    isObject(value) && Object.entries(value as object).every(([key, item]) => isKey(key) && isValue(item))
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const MEANINGS: readonly unknown[] = ["complete", "pruned", "fail", "crash"]
const STREAMS: readonly unknown[] = ["stdout", "stderr", "both"]

const CHECKS: { readonly [Name in keyof Required<Options>]: readonly [what: string, check: Check] } = {
  command: [
    "an array of the program and its arguments, with shell: true a text, or a function",
    (value) => typeof value === "function" || isName(value) || (isNames([(value as string[])?.[0]]) && isTexts(value)),
  ],
  space: ["an object of distributions or a function", (value) => typeof value === "function" || isObject(value)],
  env: ["an object of texts", optional(isRecord(isVariable, isText))],
  inheritEnv: ["true, false or an array of names", optional((value) => isFlag(value) || isNames(value))],
  cwd: ["a folder", optional(isName)],
  stdin: ["a text", optional((value) => typeof value === "string")],
  shell: ["true or false", optional(isFlag)],
  result: ["'last-line', 'message', 'duration', { file } or { pattern }", optional(isResult)],
  metrics: ["an array of names", optional((value) => isNames(value) && (value as string[]).length > 0)],
  timeoutMs: ["milliseconds from 0", optional(isDuration)],
  idleTimeoutMs: ["milliseconds from 0", optional(isDuration)],
  graceMs: ["milliseconds from 0", optional((value) => isDuration(value) && value !== Infinity)],
  retries: ["a whole number from 0", optional(isCount)],
  exitCodes: [
    "an object that gives 'complete', 'pruned', 'fail' or 'crash' for exit codes",
    optional(
      isRecord(
        (code) => /^\d+$/.test(code as string),
        (meaning) => MEANINGS.includes(meaning),
      ),
    ),
  ],
  workdir: ["true, false or { root, template, keep }", optional(isWorkdir)],
  keepOutput: ["a folder or an artifact store", optional((value) => isName(value) || isStore(value))],
  maxOutputBytes: ["a whole number from 0", optional(isCount)],
}

/** Checks each option by itself, and what options forbid each other. @throws INVALID_ARGUMENT */
export function checkOptions(options: unknown): asserts options is Options {
  if (!isObject(options))
    throw new ParzenError("INVALID_ARGUMENT", `commandObjective takes an object of options, got ${describe(options)}`)
  const given = options as Options
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(CHECKS, name))
  if (unknown !== undefined)
    throw new ParzenError("INVALID_ARGUMENT", `'${unknown}': is none of the options ${Object.keys(CHECKS).join(", ")}`)
  for (const [name, [what, check]] of Object.entries(CHECKS)) {
    const value = given[name as keyof Options]
    if (!check(value)) throw new ParzenError("INVALID_ARGUMENT", `${name}: takes ${what}, got ${describe(value)}`)
  }
  checkTogether(given)
}

function checkTogether({ command, shell = false, cwd, workdir = false }: Options): void {
  const refuse = (message: string): ParzenError => new ParzenError("INVALID_ARGUMENT", message)
  if (typeof command === "string" && !shell)
    throw refuse(`command: takes an array such as ["python", "train.py"]; a text needs shell: true`)
  if (Array.isArray(command) && shell) throw refuse("command: takes a text with shell: true, got an array")
  if (workdir === false) return
  if (cwd !== undefined) throw refuse("cwd: a trial with workdir runs in its own folder; give one of the two")
  if (workdir !== true && workdir.keep !== undefined && workdir.keep !== false && workdir.root === undefined)
    throw refuse("workdir: keep needs root, the folder in which to keep them")
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText)
}

function isVariable(name: unknown): boolean {
  return isName(name) && !(name as string).includes("=")
}

function isResult(value: unknown): boolean {
  if (value === "last-line" || value === "message" || value === "duration") return true
  if (!isObject(value)) return false
  const { file, pattern, stream = "stdout" } = value as { file?: unknown; pattern?: unknown; stream?: unknown }
  if (file !== undefined) return isName(file) && Object.keys(value as object).length === 1
  const patterns = [pattern].flat()
  return patterns.length > 0 && patterns.every((item) => item instanceof RegExp) && STREAMS.includes(stream)
}

function isWorkdir(value: unknown): boolean {
  if (typeof value === "boolean") return true
  if (!isObject(value)) return false
  const { root, template, keep = false, ...others } = value as Readonly<Record<string, unknown>>
  const isKeep = typeof keep === "boolean" || keep === "failed"
  return optional(isName)(root) && optional(isName)(template) && isKeep && Object.keys(others).length === 0
}

function isStore(value: unknown): boolean {
  return typeof (value as { readonly write?: unknown } | null)?.write === "function"
}
