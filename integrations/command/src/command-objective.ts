import { join, resolve } from "node:path"
import type { Distribution, Params, TrialLike } from "@parzen/core"
import { describe, isTrialPruned, ParzenError, warn } from "@parzen/core"
import { Attempt } from "./attempt.ts"
import { checkOptions } from "./check-options.ts"
import { CommandError } from "./command-error.ts"
import { CommandLine, shellSafe, textOf } from "./command-line.ts"
import type { CommandObjectiveOptions, CommandSpace } from "./command-objective-options.ts"
import { Inbox } from "./inbox.ts"
import type { OutputFiles, OutputKeeper } from "./output-files.ts"
import { outputKeeper } from "./output-files.ts"
import { reserveFile, resultReader } from "./result.ts"
import { supervisor } from "./supervisor.ts"
import type { WorkFolder } from "./work-folder.ts"
import { openWorkFolder } from "./work-folder.ts"

type Options = CommandObjectiveOptions<CommandSpace>

const DEFAULT_GRACE_MS = 5000
const DEFAULT_MAX_OUTPUT_BYTES = 2 ** 24

/**
 * An objective that runs a program: it gets the parameters of the trial as arguments, and its last line, or a message, is the
 * value. It may report as it goes; then the pruner can end it. Where it has no value, the trial fails with a {@link CommandError}.
 * @throws at once: INVALID_ARGUMENT for wrong options, unknown placeholders, and parameters that the program would not get;
 * INVALID_DISTRIBUTION
 */
export function commandObjective<const S extends CommandSpace>(
  options: CommandObjectiveOptions<S>,
): (trial: TrialLike) => Promise<number | readonly number[]> {
  checkOptions(options)
  const given: Options = { ...options, ...absolutePaths(options) }
  const { space } = given
  const line = new CommandLine(given)
  if (typeof space !== "function") checkSpace(space, line)
  return async (trial) => {
    const params = typeof space === "function" ? checkParams(space(trial), line) : trial.suggest(space)
    trial.signal.throwIfAborted()
    return runTrial(given, line, params, trial)
  }
}

async function runTrial(
  options: Options,
  line: CommandLine,
  params: Params,
  trial: TrialLike,
): Promise<number | readonly number[]> {
  const inbox = new Inbox(trial, options.metrics)
  const work = await openPlace(options, trial)
  let isFailed = true
  try {
    const values = await runAttempts({ options, line, params, trial, inbox, work })
    isFailed = false
    return values.length === 1 ? (values[0] as number) : values
  } catch (error) {
    isFailed = !isTrialPruned(error)
    throw error
  } finally {
    try {
      if (!trial.signal.aborted) inbox.setConstraints()
      await work.keeper?.close(isFailed)
    } finally {
      await work.folder?.close(isFailed)
    }
  }
}

interface Place {
  readonly folder: WorkFolder | undefined
  readonly keeper: OutputKeeper | undefined
}

async function openPlace(options: Options, trial: TrialLike): Promise<Place> {
  const { workdir = false, keepOutput, maxOutputBytes = DEFAULT_MAX_OUTPUT_BYTES } = options
  const scratch = join(supervisor.folder(), crypto.randomUUID())
  const keeper = keepOutput === undefined ? undefined : outputKeeper(keepOutput, trial, scratch, maxOutputBytes)
  if (workdir === false) return { folder: undefined, keeper }
  const given = workdir === true ? {} : workdir
  return { folder: await openWorkFolder(trial.number, given.root ?? supervisor.folder(), given), keeper }
}

interface TrialRun {
  readonly options: Options
  readonly line: CommandLine
  readonly params: Params
  readonly trial: TrialLike
  readonly inbox: Inbox
  readonly work: Place
}

async function runAttempts({ options, line, params, trial, inbox, work }: TrialRun): Promise<readonly number[]> {
  const { retries = 0, timeoutMs = Infinity } = options
  const over = performance.now() + timeoutMs
  for (let attempt = 1; ; attempt++) {
    const filled = await line.fill(params, trial, work.folder?.path, attempt)
    const release = reserveFile(filled.resultFile)
    try {
      return await new Attempt({
        trial,
        filled,
        attempt,
        inbox,
        result: resultReader(options.result ?? "last-line", filled.resultFile, options.metrics),
        outputFiles: work.keeper?.files satisfies OutputFiles | undefined,
        leftMs: Math.max(over - performance.now(), 0),
        timeoutMs,
        idleTimeoutMs: options.idleTimeoutMs ?? Infinity,
        graceMs: options.graceMs ?? DEFAULT_GRACE_MS,
        exitCodes: options.exitCodes ?? {},
      }).run()
    } catch (error) {
      if (!(error instanceof CommandError) || !error.isTransient || attempt > retries) throw error
      warn(`Trial ${trial.number}: attempt ${attempt} of ${retries + 1} failed, the next begins: ${error.message}`)
    } finally {
      release()
    }
  }
}

/** With the paths that this process means now, whatever its folder is later. */
function absolutePaths({ workdir, keepOutput }: Options): Pick<Options, "workdir" | "keepOutput"> {
  const absolute = (path: string | undefined): string | undefined => (path === undefined ? undefined : resolve(path))
  return {
    workdir:
      typeof workdir === "object"
        ? { ...workdir, root: absolute(workdir.root), template: absolute(workdir.template) }
        : workdir,
    keepOutput: typeof keepOutput === "string" ? resolve(keepOutput) : keepOutput,
  }
}

/** @throws INVALID_ARGUMENT */
function checkSpace(space: Readonly<Record<string, Distribution>>, line: CommandLine): void {
  line.checkNames(Object.keys(space))
  for (const [name, distribution] of Object.entries(space)) {
    const { kind } = distribution ?? {}
    if (kind !== "float" && kind !== "int" && kind !== "categorical") {
      const message = `'${name}': is searched in a distribution, float(), int() or categorical(); got ${describe(distribution)}`
      throw new ParzenError("INVALID_ARGUMENT", message)
    }
    if (distribution?.kind !== "categorical") continue
    for (const choice of distribution.choices) {
      const text = textOf(name, choice)
      if (line.isForShell(name)) shellSafe(name, text)
    }
  }
}

/** @throws INVALID_ARGUMENT for what a space function gives that is no parameters, or does not fit the command */
function checkParams(params: unknown, line: CommandLine): Params {
  if (typeof params !== "object" || params === null || Array.isArray(params) || params instanceof Promise)
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `space: the function gives an object of parameters, got ${describe(params)}`,
    )
  for (const [name, value] of Object.entries(params)) {
    if (["string", "number", "boolean"].includes(typeof value) || value === null) continue
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'${name}': is a text, a number, true, false or null, got ${describe(value)}`,
    )
  }
  line.checkNames(Object.keys(params))
  return params as Params
}
