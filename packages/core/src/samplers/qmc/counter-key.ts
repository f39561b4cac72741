import type { CategoricalChoice } from "../../distributions/categorical.ts"
import type { Distribution } from "../../distributions/distribution.ts"
import { pythonFloat } from "../../distributions/python-float.ts"
import { sha256 } from "../../math/sha256.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import { compareNames } from "../../space/search-space.ts"

/** What else than the space tells one sequence from another. */
export interface SequenceOptions {
  readonly qmcType: "sobol" | "halton"
  readonly scramble: boolean
  readonly seed: number
}

/**
 * The system attribute where Optuna 5.0.0 counts the points taken of a sequence over `space`, to the letter, so that its workers
 * and ours count together. (Of choices 1.0 and 1, which JavaScript does not tell apart, it is 1's.)
 */
export function counterKey(space: SearchSpace, { qmcType, scramble, seed }: SequenceOptions): string {
  const names = [...space.keys()].sort(compareNames)
  const parts = names.map((name) => `${json(name)}: ${json(distributionText(space.get(name) as Distribution))}`)
  const end = scramble ? `true, "seed": ${seed}` : "false"
  return `qmc:${sha256(`{"qmc_type": "${qmcType}", "search_space": {${parts.join(", ")}}, "scramble": ${end}}`)}`
}

/** As Python's `json.dumps` writes a string. */
function json(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
}

/** As Optuna's distributions write themselves. */
function distributionText(distribution: Distribution): string {
  if (distribution.kind === "categorical") {
    const [first = "", ...others] = distribution.choices.map(choiceText)
    return `CategoricalDistribution(choices=(${first},${others.map((other) => ` ${other}`).join(",")}))`
  }
  const { kind, low, high, log, step } = distribution
  const text = kind === "int" ? String : pythonFloat
  const ends = `high=${text(high)}, log=${log ? "True" : "False"}, low=${text(low)}`
  return `${kind === "int" ? "Int" : "Float"}Distribution(${ends}, step=${step === undefined ? "None" : text(step)})`
}

function choiceText(choice: CategoricalChoice): string {
  if (choice === null) return "None"
  if (typeof choice === "boolean") return choice ? "True" : "False"
  if (typeof choice === "string") return stringText(choice)
  if (Number.isSafeInteger(choice)) return String(choice)
  return Number.isFinite(choice) ? pythonFloat(choice) : String(choice).toLowerCase().replace("infinity", "inf")
}

const SHORT: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }

/** As Python's `repr` writes a string: what cannot be printed is escaped. */
function stringText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inner = text.replace(/[\\']|[\p{C}\p{Z}]/gu, (character) => {
    const code = character.codePointAt(0) as number
    if (character === " ") return character
    if (character === "'") return quote === "'" ? "\\'" : character
    const short = SHORT[character]
    if (short !== undefined) return short
    return code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
  })
  return quote + inner + quote
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0")
}
