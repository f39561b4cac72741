import { getVerbosity, setLogSink } from "@parzen/core"

/** Says `message` at level `info`, where core says its own. */
export function say(message: string): void {
  const verbosity = getVerbosity()
  if (verbosity !== "info" && verbosity !== "debug") return
  const sink = setLogSink(() => undefined)
  setLogSink(sink)
  sink({ level: "info", message, time: new Date() })
}
