import { stripVTControlCharacters } from "node:util"

const MOST_LINES = 10
const LONGEST = 300

/** The last lines of an output, as an error message shows them. */
export class OutputTail {
  readonly #lines: string[] = []

  push(line: string): void {
    if (line.trim() === "") return
    this.#lines.push(line.length > 4 * LONGEST ? line.slice(0, 4 * LONGEST) : line)
    if (this.#lines.length > MOST_LINES) this.#lines.shift()
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0
  }

  /** The lines, indented, without colours and control characters. */
  toString(): string {
    return this.#lines.map((line) => `  ${printable(line)}`).join("\n")
  }
}

/** `text` without colours, with a dot for each control character, cut where it is long. */
export function printable(text: string): string {
  const plain = stripVTControlCharacters(text).replaceAll(/\p{Cc}/gu, (character) => (character === "\t" ? " " : "."))
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain
}
