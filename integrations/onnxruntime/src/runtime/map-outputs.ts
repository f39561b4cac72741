import { ParzenError } from "@parzen/core"
import type { OnnxSession } from "./onnx-runtime.ts"

/** The first output that is no tensor: a list of maps, as ZipMap makes it. */
export function findMaps(session: OnnxSession): string | undefined {
  return session.outputMetadata?.find(({ isTensor }) => !isTensor)?.name
}

/** Of an output that holds a map for each row. */
export function mapsError(name: string): ParzenError {
  return new ParzenError(
    "INVALID_OUTPUT",
    `output '${name}' is a map for each row (ZipMap) and no tensor: export the model without it, ` +
      "with skl2onnx by options={'zipmap': False}, with onnxmltools by zipmap=False",
  )
}
