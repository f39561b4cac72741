import { isParzenError, ParzenError } from "@parzen/core"

const NEWLINE = 10

/** Cuts bytes into lines, hands each on, and remembers where it is. The end of a file may be half a line. */
export class LineReader {
  /** How many bytes were taken, all whole lines. */
  offset = 0
  /** How many bytes the next chunk must have to hold a line, if the last one did not. */
  wanted: number | undefined
  readonly #path: string
  readonly #onLine: (line: string) => void
  #nLines = 0

  constructor(path: string, onLine: (line: string) => void) {
    this.#path = path
    this.#onLine = onLine
  }

  restart(): void {
    this.offset = 0
    this.#nLines = 0
    this.wanted = undefined
  }

  /**
   * Takes what follows `offset`. What comes after the last newline is left for later; so is a last line that is no JSON, which
   * Optuna, too, overlooks until another one follows it.
   * @param atEnd whether nothing follows the chunk
   * @throws JOURNAL_BROKEN
   */
  take(chunk: Buffer, atEnd: boolean): void {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    this.wanted = end === 0 && !atEnd ? chunk.length * 2 : undefined
    const text = chunk.toString("utf8", 0, end)
    let start = 0
    while (start < text.length) {
      const next = text.indexOf("\n", start) + 1
      const line = text.slice(start, next - 1)
      try {
        this.#onLine(line)
      } catch (error) {
        this.offset += Buffer.byteLength(text.slice(0, start))
        const isLast = atEnd && next === text.length && end === chunk.length
        if (isLast && error instanceof SyntaxError) return
        throw this.#broken(error)
      }
      this.#nLines++
      start = next
    }
    this.offset += end
  }

  /** Takes lines that were just written. */
  takeOwn(lines: readonly string[], bytes: number): void {
    for (const line of lines) this.#onLine(line)
    this.#nLines += lines.length
    this.offset += bytes
  }

  #broken(cause: unknown): ParzenError {
    const place = `line ${this.#nLines + 1} of ${this.#path} (byte ${this.offset})`
    const why = cause instanceof Error ? cause.message : String(cause)
    const code = isParzenError(cause) ? cause.code : "JOURNAL_BROKEN"
    return new ParzenError(code, `${place} cannot be read: ${why}`, { cause })
  }
}
