import { causeText } from "../errors.ts"
import { isLogged, log } from "../logging.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { isFinished } from "../trial/state.ts"

/** Says how a trial of `optimize` ended, in Optuna's words. `cause` is why it failed or was pruned. */
export function logEnd(
  metricNames: readonly string[] | undefined,
  trial: FrozenTrial,
  study: { best(): FrozenTrial | undefined },
  cause: unknown,
): void {
  const { number, state } = trial
  if (!isFinished(state) || !isLogged(state === "fail" ? "warning" : "info")) return
  if (state === "complete") log("info", completeLine(metricNames, trial, study.best()))
  else if (state === "pruned") log("info", `Trial ${number} pruned. ${cause instanceof Error ? cause.message : ""}`)
  else
    log(
      "warning",
      `Trial ${number} failed with parameters: ${shown(trial.params)} because of the following error: ${causeText(cause)}.`,
    )
}

function completeLine(
  names: readonly string[] | undefined,
  { number, values = [], params }: FrozenTrial,
  best: FrozenTrial | undefined,
): string {
  const named = names && Object.fromEntries(names.map((name, i) => [name, values[i]]))
  if (values.length > 1) {
    return `Trial ${number} finished with values: ${shown(named ?? values)} and parameters: ${shown(params)}.`
  }
  const line = `Trial ${number} finished with value: ${shown(named ?? values[0])} and parameters: ${shown(params)}.`
  return best === undefined ? line : `${line} Best is trial ${best.number} with value: ${best.value}.`
}

/** JSON, but with the numbers that JSON has no word for. */
function shown(value: unknown): string {
  if (typeof value === "number") return String(value)
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${shown(item)}`)
    .join(", ")}}`
}
