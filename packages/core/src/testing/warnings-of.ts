import { setLogSink } from "../logging.ts"

/** The warnings that are logged while `run` runs, and the promise it may answer. They go nowhere else. */
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
