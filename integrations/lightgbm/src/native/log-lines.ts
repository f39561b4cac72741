import type { LogLevel } from "@parzen/core"
import { log } from "@parzen/core"

const LEVELS: Readonly<Record<string, LogLevel>> = { Debug: "debug", Info: "info", Warning: "warning", Fatal: "error" }

/**
 * Puts the pieces of the library's log together and says each line through the core's log, at its own level. LightGBM hands over
 * `[LightGBM] [Info] `, a text and `\n` one by one.
 */
export function logLines(): (piece: string) => void {
  let line = ""
  return (piece) => {
    line += piece
    if (!line.endsWith("\n")) return
    const [, level = "Info", text = line] = /^\[LightGBM\] \[(\w+)\] ([^]*)$/.exec(line) ?? []
    line = ""
    log(LEVELS[level] ?? "info", `LightGBM: ${text.trimEnd()}`)
  }
}
