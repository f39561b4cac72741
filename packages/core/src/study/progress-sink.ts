/** Where a progress bar is drawn. */
export interface ProgressSink {
  write(text: string): void
  /** Whether a line can be drawn over (`\r`). */
  readonly isTerminal: boolean
  /** Of the terminal; by default 80. */
  readonly columns?: number | undefined
}

let chosen: ProgressSink | undefined

/** Draws progress bars on `sink`; `undefined` goes back to stderr. */
export function setProgressSink(sink: ProgressSink | undefined): void {
  chosen = sink
}

/** The sink set by {@link setProgressSink}. */
export function getProgressSink(): ProgressSink | undefined {
  return chosen
}
