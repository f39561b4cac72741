import { getVerbosity, setLogSink } from "@parzen/core"

/** Says `message` as a warning, where core says its own. */
export function warn(message: string): void {
  const verbosity = getVerbosity()
  if (verbosity === "error" || verbosity === "silent") return
  const sink = setLogSink(() => undefined)
  setLogSink(sink)
  sink({ level: "warning", message, time: new Date() })
}
