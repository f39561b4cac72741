/** A float as Python's `repr` writes it: `1.0`, `1e-05`, `1e+16`, `nan`, `inf`. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan"
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf"
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0"
  const size = Math.abs(value)
  // Between these JavaScript writes the same digits, and no exponent.
  if (size >= 1e-4 && size < 1e16) return Number.isInteger(value) ? `${value}.0` : String(value)
  const [mantissa = "", power = "0"] = value.toExponential().split("e")
  return `${mantissa}e${signed(Number(power))}`
}

/** A number as Python writes an int where it is one and `isFloat` does not say otherwise, else as a float. */
export function pythonNumber(value: number, isFloat = false): string {
  return !isFloat && Number.isSafeInteger(value) ? String(value) : pythonFloat(value)
}

/** A parameter's value as Python's `str` writes it. */
export function pythonStr(value: unknown, isFloat = false): string {
  if (value === null || value === undefined) return "None"
  if (value === true) return "True"
  if (value === false) return "False"
  return typeof value === "number" ? pythonNumber(value, isFloat) : String(value)
}

/** A parameter's value as Python's `repr` writes it: strings in quotes. */
export function pythonRepr(value: unknown): string {
  if (typeof value !== "string") return pythonStr(value)
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  // oxlint-disable-next-line no-control-regex -- control characters are what is written as escapes
  const escaped = value.replace(/[\\'"\u0000-\u001f\u007f-\u00a0\u00ad\u2028\u2029]/g, (char) => {
    if (char === "\\" || char === quote) return `\\${char}`
    if (char === "'" || char === '"') return char
    const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[char]
    const code = char.charCodeAt(0)
    return short ?? (code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`)
  })
  return `${quote}${escaped}${quote}`
}

/** A piece of text in JSON as Python's `json.dumps` writes it: ASCII alone. */
export function pythonJsonString(value: string): string {
  // Names and choices are plain letters nearly always.
  if (/^[\w .-]*$/.test(value)) return `"${value}"`
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
}

/** A value as `json.dumps(value, indent=2)` writes it; whole numbers as ints. */
export function pythonJson(value: unknown, indent = ""): string {
  if (value === null || value === undefined) return "null"
  if (typeof value === "boolean") return String(value)
  if (typeof value === "number") return jsonNumber(value, false)
  if (typeof value === "string") return pythonJsonString(value)
  if (Array.isArray(value))
    return jsonList(
      value.map((item) => pythonJson(item, `${indent}  `)),
      indent,
      "[]",
    )
  if (typeof value !== "object") return pythonJsonString(String(value))
  const entries = Object.entries(value).map(
    ([key, item]) => `${pythonJsonString(key)}: ${pythonJson(item, `${indent}  `)}`,
  )
  return jsonList(entries, indent, "{}")
}

/** A number in JSON as Python writes it: `NaN` and `Infinity` bare. */
export function jsonNumber(value: number, isFloat: boolean): string {
  if (Number.isFinite(value)) return pythonNumber(value, isFloat)
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity"
}

/** `items`, each on a line of its own, between `brackets`. */
export function jsonList(items: readonly string[], indent: string, brackets: "[]" | "{}"): string {
  if (items.length === 0) return brackets
  const lines = items.map((item) => `${indent}  ${item}`).join(",\n")
  return `${brackets[0]}\n${lines}\n${indent}${brackets[1]}`
}

/** `value` as C's `%.<digits>g` writes it: `0.000315`, `1.21e-05`, `31`. */
export function formatGeneral(value: number, digits: number): string {
  if (!Number.isFinite(value)) return pythonFloat(value)
  if (value === 0) return Object.is(value, -0) ? "-0" : "0"
  const rounded = roundedToEven(value, digits)
  const exponent = Number(rounded.split("e")[1])
  if (exponent < -4 || exponent >= digits) return `${trimmed(rounded.split("e")[0] ?? "")}e${signed(exponent)}`
  return trimmed(Number(rounded).toFixed(Math.max(0, digits - 1 - exponent)))
}

/** As `toExponential` with `digits` digits, but a tie goes to the even digit, not away from zero. */
function roundedToEven(value: number, digits: number): string {
  const away = value.toExponential(digits - 1)
  const longer = value.toExponential(digits)
  const [mantissa = ""] = longer.split("e")
  const isTie = mantissa.endsWith("5") && Number(longer) === value
  const isOdd = isTie && "13579".includes(mantissa.at(-2) ?? "")
  // Cutting the 5 off leaves the even digit before it.
  return isTie && !isOdd ? longer.replace("5e", "e") : away
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal
}

function signed(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0")
}
