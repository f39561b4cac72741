import { describe, ParzenError } from "@parzen/core"

/** Which numbers {@link toFloat32Array} lets pass. */
export interface FloatsOptions {
  /** How many there must be, and what of: `[150, "rows"]`. */
  readonly count?: readonly [n: number, unit: string] | undefined
  /** The least allowed; by default any finite number. */
  readonly min?: number | undefined
}

/**
 * `values`, one for each row, as 32-bit floats.
 * @throws INVALID_DATA for what is no finite number (NaN labels are none), numbers below `min`, and another count
 */
export function toFloat32Array(
  values: ArrayLike<number>,
  name: string,
  { count, min = -Infinity }: FloatsOptions = {},
): Float32Array {
  const isList = typeof values === "object" && values !== null && "length" in values
  if (!isList) throw new ParzenError("INVALID_DATA", `${name}: takes a number for each row, got ${describe(values)}`)
  if (count !== undefined && values.length !== count[0])
    throw new ParzenError("INVALID_DATA", `${name}: has ${values.length} values for ${count[0]} ${count[1]}`)
  const floats = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i]
    if (!Number.isFinite(value) || (value as number) < min) {
      const allowed = min === -Infinity ? "finite numbers" : `finite numbers from ${min}`
      throw new ParzenError("INVALID_DATA", `${name}: takes ${allowed}, row ${i} is ${describe(value)}`)
    }
    floats[i] = value as number
    if (!Number.isFinite(floats[i]))
      throw new ParzenError("INVALID_DATA", `${name}: row ${i} is ${describe(value)}, too large for 32 bits`)
  }
  return floats
}
