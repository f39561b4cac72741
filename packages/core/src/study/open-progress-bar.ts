import { setLogSink } from "../logging.ts"
import type { ProgressBar, ProgressGoal } from "./progress-bar.ts"
import { getProgressSink } from "./progress-sink.ts"

/**
 * A progress bar on stderr, or the sink that was set. Log lines make way for it until it is closed. Its code is loaded when it is
 * asked for: most studies show none.
 */
export async function openProgressBar(goal: ProgressGoal): Promise<ProgressBar> {
  const { ProgressBar } = await import("./progress-bar.ts")
  return new ProgressBar(goal, { sink: getProgressSink(), setLogSink })
}
