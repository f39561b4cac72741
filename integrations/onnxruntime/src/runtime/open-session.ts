import { isParzenError, ParzenError } from "@parzen/core"
import type { OnnxModel } from "./onnx-model.ts"
import { checkModel } from "./onnx-model.ts"
import type { OnnxRuntime, OnnxSession } from "./onnx-runtime.ts"
import type { OnnxSessionOptions, SetSessionOptions } from "./session-options.ts"
import { checkSessionOptions } from "./check-session-options.ts"

/** A session of `model`, to be released. @throws MODEL_NOT_LOADED with ONNX Runtime's error; INVALID_ARGUMENT, PROVIDER_NOT_AVAILABLE */
export async function openSession(
  ort: OnnxRuntime,
  model: OnnxModel,
  sessionOptions: OnnxSessionOptions = {},
): Promise<OnnxSession> {
  checkModel(model)
  const options = checkSessionOptions(sessionOptions, ort)
  let session: OnnxSession
  try {
    session = await create(ort, model, options)
  } catch (cause) {
    if (isParzenError(cause)) throw cause
    const message = `${nameOf(model)} makes no session: ${textOf(cause)}`
    throw new ParzenError("MODEL_NOT_LOADED", message, { cause })
  }
  if (typeof session?.run === "function" && typeof session.release === "function") return session
  throw new ParzenError("INVALID_ARGUMENT", "model: the function made no InferenceSession")
}

/** Frees what the session holds; one that was released already is left alone. */
export async function releaseSession(session: OnnxSession): Promise<void> {
  try {
    await session.release()
  } catch {
    // ONNX Runtime refuses to release twice, and has no other reason.
  }
}

function create(ort: OnnxRuntime, model: OnnxModel, options: SetSessionOptions): Promise<OnnxSession> | OnnxSession {
  if (typeof model === "function") return model(options)
  if (typeof model === "string") return ort.InferenceSession.create(model, options)
  return ort.InferenceSession.create(model instanceof Uint8Array ? model : new Uint8Array(model), options)
}

function nameOf(model: OnnxModel): string {
  if (typeof model === "string") return `model '${model}'`
  return typeof model === "function" ? "model: the function" : `model of ${model.byteLength} bytes`
}

/** An error's message; of a native one it may have several lines. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error)
}
