import { setLogSink } from "@parzen/core"

/** What is said as a warning while `run` runs. */
export async function warningsOf(run: () => unknown): Promise<string[]> {
  const said: string[] = []
  const before = setLogSink(({ level, message }) => {
    if (level === "warning") said.push(message)
  })
  try {
    await run()
  } finally {
    setLogSink(before)
  }
  return said
}
