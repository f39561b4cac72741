import * as core from "@parzen/core"
import { runTrace } from "../../packages/core/test/golden/run-trace.ts"

core.setVerbosity("silent")

/** Replays recorded studies and answers what came out otherwise, a line each. */
export async function mismatchesIn(traces: readonly Parameters<typeof runTrace>[0][]): Promise<string[]> {
  const lines: string[] = []
  for (const trace of traces) {
    for (const mismatch of await runTrace(trace, core)) lines.push(`${trace.case} seed ${trace.seed}: ${mismatch}`)
  }
  return lines
}
