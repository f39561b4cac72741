import { describe, ParzenError } from "@parzen/core"
import type { Logs } from "@tensorflow/tfjs"

/** @throws INVALID_ARGUMENT unless it is the name of a metric. */
export function checkMonitor(monitor: unknown): asserts monitor is string {
  if (typeof monitor === "string" && monitor !== "") return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `monitor: takes a metric's name such as 'val_loss', got ${describe(monitor)}`,
  )
}

/** @throws METRIC_MISSING if this epoch logs no such metric. */
export function metricOf(logs: Logs, monitor: string, epoch: number): number {
  const value = logs[monitor]
  if (value !== undefined) return value
  const there = Object.keys(logs).join(", ")
  const hint = monitor.startsWith("val_") ? "; 'val_' metrics need validationData or validationSplit" : ""
  throw new ParzenError("METRIC_MISSING", `epoch ${epoch} logs no '${monitor}', only ${there}${hint}`)
}
