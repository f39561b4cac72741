/** A number as Python's `Decimal(str(x))` takes it: an integer times a power of ten. */
interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

/**
 * The last point of the grid `low, low + step, ...` that is not above `high`, in exact decimal arithmetic of the numbers as they
 * are written: `lastStep(0, 0.5, 0.1)` is 0.5. `high` itself where the step divides the range.
 */
export function lastStep(low: number, high: number, step: number): number {
  const { start, end, unit, exponent } = aligned(low, high, step)
  const rest = (end - start) % unit
  return rest === 0n ? high : toNumber(end - rest, exponent)
}

/** The points `low, low + step, ...` that are not above `high`, in exact decimal arithmetic, ascending. */
export function gridValues(low: number, high: number, step: number): number[] {
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high) && Number.isSafeInteger(step)) {
    return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step)
  }
  const { start, end, unit, exponent } = aligned(low, high, step)
  const values: number[] = []
  for (let value = start; value <= end; value += unit) values.push(toNumber(value, exponent))
  return values
}

function aligned(
  low: number,
  high: number,
  step: number,
): { start: bigint; end: bigint; unit: bigint; exponent: number } {
  const decimals = [low, high, step].map(toDecimal)
  const exponent = Math.min(...decimals.map((decimal) => decimal.exponent))
  const [start = 0n, end = 0n, unit = 1n] = decimals.map(
    (decimal) => decimal.digits * 10n ** BigInt(decimal.exponent - exponent),
  )
  return { start, end, unit, exponent }
}

function toDecimal(x: number): Decimal {
  const [mantissa = "0", power = "0"] = x.toExponential().split("e")
  const [whole = "0", fraction = ""] = mantissa.split(".")
  return {
    digits: BigInt(whole + fraction),
    exponent: Number(power) - fraction.length,
  }
}

function toNumber(digits: bigint, exponent: number): number {
  return Number(`${digits}e${exponent}`)
}
