import { describe, ParzenError } from "../errors.ts"

/**
 * @throws INVALID_PARAM_NAME for what is no string, and for the names that every object has (`constructor`, `toString`, ...):
 * parameters are kept as properties of plain objects.
 */
export function checkParamName(name: unknown): void {
  if (typeof name !== "string")
    throw new ParzenError("INVALID_PARAM_NAME", `a parameter's name must be a string, got ${describe(name)}`)
  if (name in Object.prototype) {
    throw new ParzenError(
      "INVALID_PARAM_NAME",
      `'${name}' cannot name a parameter: every JavaScript object has a property of this name`,
    )
  }
}
