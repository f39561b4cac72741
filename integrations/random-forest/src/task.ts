import { describe, ParzenError } from "@parzen/core"

/** What a forest predicts: classes or numbers. */
export type Task = "classification" | "regression"

/** @throws INVALID_ARGUMENT */
export function checkTask(task: unknown): void {
  if (task === "classification" || task === "regression") return
  throw new ParzenError("INVALID_ARGUMENT", `task: is 'classification' or 'regression', got ${describe(task)}`)
}
