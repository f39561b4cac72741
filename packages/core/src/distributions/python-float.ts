/** A number as Python's `repr` writes a float; NaN and infinities as its JSON does. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const exponent = value === 0 ? 0 : Number(value.toExponential().split("e")[1])
  if (exponent >= -4 && exponent < 16)
    return Number.isInteger(value) ? `${Object.is(value, -0) ? "-0" : value}.0` : String(value)
  const [mantissa, power = "0"] = value.toExponential().split("e")
  const digits = power.replace(/[+-]/, "").padStart(2, "0")
  return `${mantissa}e${power.startsWith("-") ? "-" : "+"}${digits}`
}
