import type { CreateStudyOptions, FrozenTrial, Params, Study } from "@parzen/core"
import { createStudy } from "@parzen/core"
import { CommandError, commandObjective } from "../src/index.ts"
import type { CommandObjectiveOptions } from "../src/index.ts"

type Options = Omit<CommandObjectiveOptions<() => Params>, "space">

/** Runs trials without parameters; those of which the program has failed let the study go on. */
export async function runTrials(options: Options, nTrials = 1, study: CreateStudyOptions = {}): Promise<Study> {
  const created = await createStudy(study)
  await created.optimize(commandObjective({ ...options, space: () => ({}) }), { nTrials, catch: [CommandError] })
  return created
}

/** Runs one trial. */
export async function runTrial(options: Options, study: CreateStudyOptions = {}): Promise<FrozenTrial> {
  const [trial] = (await runTrials(options, 1, study)).trials
  if (trial === undefined) throw new Error("there is no trial")
  return trial
}

/** Why the trial has failed. */
export function causeOf(trial: FrozenTrial): string {
  return String(trial.systemAttrs["parzen:fail_cause"])
}

/** A command that runs `script` in a shell, braces and all. */
export function sh(script: string): string[] {
  return ["sh", "-c", script.replaceAll(/[{}]/g, "$&$&")]
}
