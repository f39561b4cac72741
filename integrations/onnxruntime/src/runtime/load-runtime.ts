import { describe, ParzenError } from "@parzen/core"
import type { OnnxRuntime } from "./onnx-runtime.ts"

// Named by a variable, so that a page's bundle with onnxruntime-web does not ask for it.
const DEFAULT_RUNTIME: string = "onnxruntime-node"

/** `ort`, or without it onnxruntime-node. @throws PACKAGE_MISSING, INVALID_ARGUMENT */
export async function loadRuntime(ort?: OnnxRuntime): Promise<OnnxRuntime> {
  if (ort !== undefined) return checkRuntime(ort)
  try {
    const loaded = (await import(/* @vite-ignore */ DEFAULT_RUNTIME)) as OnnxRuntime & {
      readonly default?: OnnxRuntime
    }
    return checkRuntime(loaded.InferenceSession === undefined ? loaded.default : loaded)
  } catch (cause) {
    throw new ParzenError(
      "PACKAGE_MISSING",
      "onnxruntime-node cannot be loaded: npm install onnxruntime-node, or give the option ort: another ONNX Runtime, as onnxruntime-web",
      { cause },
    )
  }
}

/** @throws INVALID_ARGUMENT */
export function checkRuntime(ort: unknown): OnnxRuntime {
  const { InferenceSession, Tensor } = (ort ?? {}) as Partial<OnnxRuntime>
  if (typeof InferenceSession?.create === "function" && typeof Tensor === "function") return ort as OnnxRuntime
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `ort: takes the namespace of onnxruntime-node or onnxruntime-web, got ${describe(ort)}`,
  )
}
