import type { LogLevel } from "@parzen/core"
import { log } from "@parzen/core"

const LEVELS: Readonly<Record<string, LogLevel>> = {
  ERROR: "error",
  FATAL: "error",
  WARNING: "warning",
  INFO: "info",
  DEBUG: "debug",
}

/** Passes on what XGBoost logs: `[12:00:00] WARNING: /workspace/src/learner.cc:790: text`, without time and place. */
export function logLine(line: string): void {
  const [, level = "INFO", text = line] = /^\[[\d:]+\] (?:(\w+): )?(?:\S+:\d+: )?([\s\S]*)$/.exec(line) ?? []
  log(LEVELS[level] ?? "info", `XGBoost: ${text.trim()}`)
}
