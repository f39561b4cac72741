import type { FrozenTrial } from "@parzen/core"

/** Whether each constraint of the trial is at most 0; a trial without constraints is feasible. */
export function isFeasible({ constraints }: FrozenTrial): boolean {
  for (const name in constraints) if (!((constraints[name] as number) <= 0)) return false
  return true
}

/** Whether the trial has constraints at all. */
export function hasConstraints({ constraints }: FrozenTrial): boolean {
  for (const _ in constraints) return true
  return false
}
