import { describe, ParzenError } from "@parzen/core"

/** @throws INVALID_MODEL unless `bytes` begin as a model in JSON or UBJ does: XGBoost may crash on others */
export function checkModel(bytes: Uint8Array): void {
  if (!(bytes instanceof Uint8Array))
    throw new ParzenError("INVALID_ARGUMENT", `model: takes a Uint8Array, got ${describe(bytes)}`)
  if (bytes[0] === 0x7b && bytes.length > 2) return
  throw new ParzenError("INVALID_MODEL", "these bytes are no model of XGBoost in JSON or UBJ")
}
