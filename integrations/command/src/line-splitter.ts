import { StringDecoder } from "node:string_decoder"

/** A longer line is cut: what is kept of it has one character more than this. */
export const LONGEST_LINE: number = 2 ** 20

const LINE_END = /\r\n|\n|\r/

/** Cuts bytes that come in pieces into lines of UTF-8. A lone carriage return, as of progress bars, ends a line too. */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8")
  #rest = ""

  /** The lines that `chunk` completes; empty ones may be among them. */
  push(chunk: Uint8Array): string[] {
    return this.#split(this.#decoder.write(chunk))
  }

  /** What came after the last line's end. */
  end(): string[] {
    const lines = this.#split(this.#decoder.end())
    if (this.#rest !== "") lines.push(this.#rest)
    this.#rest = ""
    return lines
  }

  #split(text: string): string[] {
    const lines = text.split(LINE_END)
    // At most one line's length is ever held, whatever the program writes.
    const room = LONGEST_LINE + 1 - this.#rest.length
    lines[0] = this.#rest + (lines[0] ?? "").slice(0, Math.max(room, 0))
    this.#rest = lines.pop() ?? ""
    return lines
  }
}
