import { readFile, rm, stat } from "node:fs/promises"
import { CommandError } from "./command-error.ts"
import { LONGEST_LINE } from "./line-splitter.ts"
import type { Numbers } from "./numbers.ts"
import { numbersOfText, parseNumber } from "./numbers.ts"
import { printable } from "./output-tail.ts"
import type { OutputStream } from "./run-program.ts"

/**
 * Where the values are, of a program that has sent none as a message:
 * - `"last-line"` of its standard output: one or several numbers, or a JSON array or object;
 * - `"message"`: it must send them;
 * - `"duration"`: its time in ms is the value;
 * - `{ file }`: in a file that it writes, as text like a last line;
 * - `{ pattern }`: what the groups of a regular expression match, or the whole match of one without groups, in the last line that
 *   matches. Several expressions give their values in their order.
 */
export type CommandResult =
  | "last-line"
  | "message"
  | "duration"
  | { readonly file: string }
  | { readonly pattern: RegExp | readonly RegExp[]; readonly stream?: OutputStream | "both" }

/** Finds the values of one attempt. */
export interface ResultReader {
  /** Called before the program starts. */
  begin(): Promise<void>
  line(stream: OutputStream, line: string): void
  /** Called when the program has ended. */
  end(durationMs: number): Promise<Numbers>
}

/** How to find what `result` says; `file` is the path of its file. */
export function resultReader(
  result: CommandResult,
  file: string | undefined,
  metrics: readonly string[] | undefined,
): ResultReader {
  if (file !== undefined) return fileReader(file, metrics)
  if (typeof result === "object" && "pattern" in result) return patternReader(result.pattern, result.stream, metrics)
  if (result === "duration") return { ...nothing, end: async (durationMs) => [durationMs] }
  if (result === "message") return { ...nothing, end: async () => ({ mistake: "no message had a value" }) }
  return lastLineReader(metrics)
}

const nothing = { begin: async () => {}, line: () => {} }

function lastLineReader(metrics: readonly string[] | undefined): ResultReader {
  let last = ""
  return {
    ...nothing,
    line(stream, line) {
      if (stream === "stdout" && line.trim() !== "") last = line
    },
    async end() {
      if (last === "") return { mistake: "nothing was printed to standard output" }
      if (last.length > LONGEST_LINE) return { mistake: `the last line has more than ${LONGEST_LINE} characters` }
      const numbers = numbersOfText(last, metrics)
      return "mistake" in numbers ? { mistake: `the last line of standard output: ${numbers.mistake}` } : numbers
    },
  }
}

function patternReader(
  pattern: RegExp | readonly RegExp[],
  stream: OutputStream | "both" = "stdout",
  metrics: readonly string[] | undefined,
): ResultReader {
  // Without the flags by which an expression would remember where it was.
  const patterns = [pattern].flat().map(({ source, flags }) => new RegExp(source, flags.replaceAll(/[gy]/g, "")))
  const found: (readonly (string | undefined)[] | undefined)[] = patterns.map(() => undefined)
  return {
    ...nothing,
    line(from, line) {
      if (stream !== "both" && stream !== from) return
      patterns.forEach((expression, i) => {
        const match = expression.exec(line)
        if (match !== null) found[i] = match.length > 1 ? match.slice(1) : [match[0]]
      })
    },
    async end() {
      const numbers: number[] = []
      for (const [i, words] of found.entries()) {
        if (words === undefined) return { mistake: `no line of ${stream} matches ${patterns[i]}` }
        for (const word of words) {
          const number = parseNumber((word ?? "").trim())
          if (number === undefined)
            return { mistake: `${patterns[i]} matched '${printable(word ?? "")}', which is no number` }
          numbers.push(number)
        }
      }
      if (metrics === undefined || metrics.length === numbers.length) return numbers
      return { mistake: `the pattern found ${numbers.length} numbers for the metrics ${metrics.join(", ")}` }
    },
  }
}

/** Of each file that a trial is about to write: two at once would get each other's values. */
const filesInUse = new Set<string>()

function fileReader(file: string, metrics: readonly string[] | undefined): ResultReader {
  return {
    ...nothing,
    async begin() {
      // What another trial has left would be taken for this one's.
      try {
        await rm(file, { force: true })
      } catch (error) {
        const message = `what is at ${file}, where the result is to be written, cannot be removed: ${String(error)}`
        throw new CommandError("COMMAND_NO_VALUE", message, { cause: error })
      }
    },
    async end() {
      try {
        const entry = await stat(file)
        // To open a pipe would be to wait for whoever writes.
        if (!entry.isFile()) return { mistake: `${file} is no file` }
        const { size } = entry
        if (size > LONGEST_LINE) return { mistake: `${file} has more than ${LONGEST_LINE} bytes` }
        const text = await readFile(file, "utf8")
        if (text.trim() === "") return { mistake: `${file} is empty` }
        const numbers = numbersOfText(text, metrics)
        return "mistake" in numbers ? { mistake: `${file}: ${numbers.mistake}` } : numbers
      } catch (error) {
        const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT"
        return { mistake: isMissing ? `${file} was not written` : `${file} cannot be read: ${String(error)}` }
      }
    },
  }
}

/**
 * Keeps `file` for one trial until what is returned is called.
 * @throws COMMAND_NOT_STARTED if another trial that runs writes it
 */
export function reserveFile(file: string | undefined): () => void {
  if (file === undefined) return () => {}
  if (filesInUse.has(file)) {
    const message = `${file} is written by another trial that runs: give each its own, as by workdir or {trial.number}`
    throw new CommandError("COMMAND_NOT_STARTED", message)
  }
  filesInUse.add(file)
  return () => void filesInUse.delete(file)
}
