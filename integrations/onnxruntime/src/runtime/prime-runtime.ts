import type { OnnxRuntime } from "./onnx-runtime.ts"

const primed = new WeakSet<OnnxRuntime>()

/** An Identity of one float, ONNX IR version 8, opset 17. */
const IDENTITY =
  "CAgSBnBhcnplbjo9ChIKAXgSAXkiCElkZW50aXR5OgASBWdyYXBoWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUIECgAQEQ=="

/** Makes ONNX Runtime start, once, so that the first model's load time does not have that in it. */
export async function primeRuntime(ort: OnnxRuntime): Promise<void> {
  if (primed.has(ort)) return
  primed.add(ort)
  const bytes = Uint8Array.from(atob(IDENTITY), (character) => character.charCodeAt(0))
  try {
    const session = await ort.InferenceSession.create(bytes)
    await session.release()
  } catch {
    // What keeps the runtime from starting is said when the model itself is loaded.
  }
}
