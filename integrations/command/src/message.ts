import { describe } from "@parzen/core"
import { CommandError } from "./command-error.ts"
import { LONGEST_LINE } from "./line-splitter.ts"
import { numbersOf } from "./numbers.ts"
import { printable } from "./output-tail.ts"
import { parseJson } from "./parse-json.ts"

/** The version of the protocol, as programs find it in `PARZEN_PROTOCOL`. */
export const PROTOCOL_VERSION: string = "1"

/** What one line of the protocol says. */
export interface Message {
  readonly report?: { readonly value: number; readonly step: number } | undefined
  readonly attrs?: Readonly<Record<string, unknown>> | undefined
  readonly constraints?: Readonly<Record<string, number>> | undefined
  readonly values?: readonly number[] | undefined
  /** Why the program wants its trial pruned. */
  readonly prune?: string | undefined
}

const KEYS = ["value", "report", "step", "attrs", "constraints", "prune"] as const

type Fields = Readonly<Partial<Record<(typeof KEYS)[number], unknown>>>

/** What `line` says: a JSON object with some of the keys of the protocol. @throws COMMAND_BAD_MESSAGE */
export function parseMessage(line: string, metrics: readonly string[] | undefined): Message {
  const refuse = (why: string): CommandError => {
    return new CommandError("COMMAND_BAD_MESSAGE", `the message '${printable(line)}' ${why}`)
  }
  if (line.length > LONGEST_LINE) throw refuse(`has more than ${LONGEST_LINE} characters`)
  const fields = objectOf(line)
  if (fields === undefined) throw refuse("is no JSON object")
  const unknown = Object.keys(fields).find((key) => !(KEYS as readonly string[]).includes(key))
  if (unknown !== undefined) throw refuse(`has the key '${printable(unknown)}', which is none of ${KEYS.join(", ")}`)
  return {
    report: reportOf(fields, refuse),
    attrs: recordOf("attrs", fields.attrs, refuse),
    constraints: constraintsOf(fields, refuse),
    values: valuesOf(fields, metrics, refuse),
    prune: pruneOf(fields, refuse),
  }
}

type Refuse = (why: string) => CommandError

function objectOf(line: string): Fields | undefined {
  try {
    const json = parseJson(line)
    return typeof json === "object" && json !== null && !Array.isArray(json) ? json : undefined
  } catch {
    return undefined
  }
}

function reportOf({ report, step }: Fields, refuse: Refuse): Message["report"] {
  if (report === undefined && step === undefined) return undefined
  if (typeof report !== "number") throw refuse(`has no number as 'report', but ${describe(report)}`)
  if (typeof step !== "number" || !Number.isSafeInteger(step) || step < 0)
    throw refuse(`has no whole number from 0 as 'step', but ${describe(step)}`)
  return { value: report, step }
}

function recordOf(key: string, value: unknown, refuse: Refuse): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return undefined
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw refuse(`has no object as '${key}', but ${describe(value)}`)
}

function constraintsOf({ constraints }: Fields, refuse: Refuse): Message["constraints"] {
  const record = recordOf("constraints", constraints, refuse)
  const isRight = ([name, value]: [string, unknown]): boolean =>
    name !== "__proto__" && typeof value === "number" && !Number.isNaN(value)
  const wrong = Object.entries(record ?? {}).find((entry) => !isRight(entry))
  if (wrong !== undefined) throw refuse(`has no number as the constraint '${wrong[0]}', but ${describe(wrong[1])}`)
  return record as Message["constraints"]
}

function valuesOf(fields: Fields, metrics: readonly string[] | undefined, refuse: Refuse): Message["values"] {
  if (!Object.hasOwn(fields, "value")) return undefined
  const numbers = numbersOf(fields.value, metrics)
  if ("mistake" in numbers) throw refuse(`has no value: ${numbers.mistake}`)
  return numbers
}

function pruneOf({ prune }: Fields, refuse: Refuse): string | undefined {
  if (prune === undefined || prune === false) return undefined
  if (prune === true) return "by the program itself"
  if (typeof prune === "string") return prune
  throw refuse(`has neither true nor a reason as 'prune', but ${describe(prune)}`)
}
