import { parseArgs } from "node:util"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { importance } from "./importance.ts"
import { overhead } from "./overhead.ts"
import { say } from "./process.ts"
import { searches } from "./searches.ts"
import { storage } from "./storage.ts"

const BENCHES: Readonly<Record<string, Bench>> = { importance, overhead, searches, storage }

/** Runs the bench that `argv` names and answers the exit code: 0, or 1 for a missed target with `--check`, or 2 for a wrong call. */
export async function main(root: string, argv: readonly string[]): Promise<number> {
  const usage = `npm run bench -- <${Object.keys(BENCHES).join(" | ")}> [--check] [--only <part of a case's name>]`
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { check: { type: "boolean", default: false }, only: { type: "string", default: "" } },
    })
    const [name = ""] = positionals
    const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
    if (bench !== undefined && positionals.length === 1) {
      const met = await bench({ root, only: values.only })
      return values.check && !met ? 1 : 0
    }
  } catch (error) {
    const wrongOption = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
    if (!wrongOption && !(error instanceof WrongCall)) throw error
    say(error.message)
  }
  say(usage)
  return 2
}
