import { ParzenError } from "@parzen/core"
import { mapsError } from "../runtime/map-outputs.ts"
import type { OnnxSession, OnnxValueMetadata } from "../runtime/onnx-runtime.ts"

/** The output that `option` names, or the only one whose type `isWanted` takes; undefined if there is none. @throws INVALID_OUTPUT */
export function findOutput(
  session: OnnxSession,
  option: string,
  name: string | undefined,
  isWanted: (type: string) => boolean,
): string | undefined {
  const outputs: readonly OnnxValueMetadata[] =
    session.outputMetadata ?? session.outputNames.map((name) => ({ name, isTensor: true }))
  if (name !== undefined) {
    const named = outputs.find((output) => output.name === name)
    if (named?.isTensor === false) throw mapsError(name)
    if (named !== undefined) return name
    throw new ParzenError("INVALID_OUTPUT", `${option}: the model has no output '${name}', only ${listOf(outputs)}`)
  }
  const found = outputs.filter(({ isTensor, type }) => isTensor && (type === undefined || isWanted(type)))
  if (found.length > 1)
    throw new ParzenError("INVALID_OUTPUT", `${option}: name one of the outputs ${listOf(found)}, there are several`)
  return found[0]?.name
}

/** Whether a tensor of `type` holds labels: whole numbers or strings. */
export function isLabelType(type: string): boolean {
  return type === "string" || type.startsWith("int") || type.startsWith("uint") || type === "bool"
}

function listOf(outputs: readonly OnnxValueMetadata[]): string {
  return outputs.map(({ name, type }) => (type === undefined ? name : `${name} (${type})`)).join(", ")
}
