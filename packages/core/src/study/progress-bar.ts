import type { LogSink } from "../logging.ts"
import type { ProgressSink } from "./progress-sink.ts"

/** What a bar runs towards: a number, a time, both, or neither. */
export interface ProgressGoal {
  /** How many there are to do. */
  readonly total?: number | undefined
  readonly timeoutMs?: number | undefined
  /** What is counted: by default a `trial`. */
  readonly unit?: string | undefined
  /** What the best value belongs to: by default a `trial`. */
  readonly bestOf?: string | undefined
}

/** The best so far. */
export interface ProgressBest {
  readonly number: number
  readonly value: number | undefined
}

/** What a bar uses of the rest: given, not imported, so that its file shares nothing with what is loaded before it. */
interface ProgressSurroundings {
  /** Where to draw; by default stderr. */
  readonly sink: ProgressSink | undefined
  readonly setLogSink: (next: LogSink) => LogSink
}

const REDRAW_MS = 100
/** Without a terminal a line now and then is enough: when a tenth is done, but not more often than this. */
const LINE_MS = 1000
const BAR_WIDTH = 24

/** Shows how far a study is. In a terminal it redraws one line, and makes way for log lines; else it writes plain lines. */
export class ProgressBar {
  readonly #goal: ProgressGoal
  readonly #sink: ProgressSink
  readonly #setLogSink: (next: LogSink) => LogSink
  readonly #begin = performance.now()
  readonly #logSink: LogSink
  readonly #innerSink: LogSink
  #isOpen = true
  #best: ProgressBest | undefined
  #done = 0
  #drawnAt = -Infinity
  #drawnTenth = 0
  /** How many were done when it was last drawn. */
  #drawnDone = -1
  #drawn = ""

  constructor(goal: ProgressGoal, { sink = stderrSink(), setLogSink }: ProgressSurroundings) {
    this.#goal = goal
    this.#sink = sink
    this.#setLogSink = setLogSink
    this.#logSink = (record) => {
      this.#erase()
      inner(record)
      if (this.#isOpen && this.#sink.isTerminal) this.#draw()
    }
    const inner = setLogSink(this.#logSink)
    this.#innerSink = inner
    if (this.#sink.isTerminal) this.#draw()
  }

  /** Counts one as done. */
  update(best?: ProgressBest | undefined): void {
    this.#done++
    this.#best = best
    const now = performance.now()
    if (this.#sink.isTerminal) {
      if (now - this.#drawnAt >= REDRAW_MS) this.#draw()
      return
    }
    const tenth = Math.floor(this.#share() * 10)
    if (tenth === this.#drawnTenth || now - this.#drawnAt < LINE_MS) return
    this.#drawnTenth = tenth
    this.#draw()
  }

  /** Draws the last state and gives the log its sink back. */
  close(): void {
    this.#isOpen = false
    // Somebody may have set another sink since: that one stays.
    const current = this.#setLogSink(this.#innerSink)
    if (current !== this.#logSink) this.#setLogSink(current)
    if (this.#sink.isTerminal || this.#drawnDone !== this.#done) this.#draw()
    if (this.#sink.isTerminal) this.#sink.write("\n")
    this.#drawn = ""
  }

  #share(): number {
    const { total, timeoutMs } = this.#goal
    if (total !== undefined && total !== Infinity) return total === 0 ? 1 : Math.min(1, this.#done / total)
    if (timeoutMs !== undefined && timeoutMs !== Infinity)
      return Math.min(1, (performance.now() - this.#begin) / timeoutMs)
    return 0
  }

  #draw(): void {
    this.#drawnAt = performance.now()
    this.#drawnDone = this.#done
    const line = this.#line()
    if (!this.#sink.isTerminal) {
      this.#sink.write(`${line}\n`)
      return
    }
    this.#erase()
    this.#drawn = line.slice(0, (this.#sink.columns || 80) - 1)
    this.#sink.write(this.#drawn)
  }

  #erase(): void {
    if (this.#drawn === "") return
    this.#sink.write(`\r${" ".repeat(this.#drawn.length)}\r`)
    this.#drawn = ""
  }

  #line(): string {
    const { total, timeoutMs, unit = "trial", bestOf = "trial" } = this.#goal
    const share = this.#share()
    const elapsed = (performance.now() - this.#begin) / 1000
    const filled = Math.round(share * BAR_WIDTH)
    const bar = `[${"=".repeat(filled)}${" ".repeat(BAR_WIDTH - filled)}]`
    const count = total === undefined || total === Infinity ? `${this.#done}` : `${this.#done}/${total}`
    const limit = timeoutMs === undefined || timeoutMs === Infinity ? "" : `/${clock(timeoutMs / 1000)}`
    const best =
      this.#best === undefined
        ? ""
        : `  best ${Number(this.#best.value).toPrecision(6)} (${bestOf} ${this.#best.number})`
    return `${bar} ${count} ${unit}s  ${clock(elapsed)}${limit}  ${this.#rate(elapsed, unit)}${best}`
  }

  #rate(elapsed: number, unit: string): string {
    const rate = elapsed > 0 ? this.#done / elapsed : 0
    return rate >= 1 || rate === 0 ? `${rate.toFixed(1)} ${unit}s/s` : `${(1 / rate).toFixed(1)} s/${unit}`
  }
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  const two = (value: number): string => String(value).padStart(2, "0")
  const hours = Math.floor(whole / 3600)
  return `${hours > 0 ? `${hours}:` : ""}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}

interface Stderr {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Stderr where there is one (Node, Deno, Bun), else the console, a line each time. */
function stderrSink(): ProgressSink {
  const { stderr } = (globalThis as { readonly process?: { readonly stderr?: Stderr } }).process ?? {}
  if (stderr === undefined) return { write: (text) => console.error(text.trimEnd()), isTerminal: false }
  return {
    write: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY === true,
    get columns() {
      return stderr.columns
    },
  }
}
