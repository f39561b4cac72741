import { parseArgs } from "node:util"
import { backends } from "./backends.ts"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { boosting } from "./boosting.ts"
import { convergence } from "./convergence.ts"
import { figures } from "./figures.ts"
import { importance } from "./importance.ts"
import { overhead } from "./overhead.ts"
import { say } from "./process.ts"
import { searches } from "./searches.ts"
import { storage } from "./storage.ts"

const BENCHES: Readonly<Record<string, Bench>> = {
  backends,
  boosting,
  convergence,
  figures,
  importance,
  overhead,
  searches,
  storage,
}

/** Runs the bench that `argv` names and answers the exit code: 0, or 1 for a missed target with `--check`, or 2 for a wrong call. */
export async function main(root: string, argv: readonly string[]): Promise<number> {
  const names = Object.keys(BENCHES).join(" | ")
  const usage = `npm run bench -- <${names}> [--check] [--only <part of a case's name>] [--seeds <count>]`
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        check: { type: "boolean", default: false },
        only: { type: "string", default: "" },
        seeds: { type: "string" },
      },
    })
    const [name = ""] = positionals
    const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
    if (bench !== undefined && positionals.length === 1) {
      const met = await bench({ root, only: values.only, seeds: seedCount(values.seeds, bench) })
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

function seedCount(text: string | undefined, bench: Bench): number | undefined {
  if (text === undefined) return undefined
  const count = Number(text)
  if (bench !== convergence) throw new WrongCall("--seeds is an option of convergence")
  if (!Number.isInteger(count) || count < 1) throw new WrongCall(`--seeds takes a whole number from 1, got '${text}'`)
  return count
}
