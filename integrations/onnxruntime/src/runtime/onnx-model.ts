import { describe, ParzenError } from "@parzen/core"
import type { OnnxSession } from "./onnx-runtime.ts"
import type { SetSessionOptions } from "./session-options.ts"

/** Makes a session of one's own with the options given. Whoever called it releases it. */
export type SessionFactory = (sessionOptions: SetSessionOptions) => OnnxSession | Promise<OnnxSession>

/** A model: the bytes of an .onnx file, its path (in a page its URL), or a function that makes a session. */
export type OnnxModel = Uint8Array | ArrayBuffer | string | SessionFactory

/** @throws INVALID_ARGUMENT */
export function checkModel(model: unknown, name = "model"): OnnxModel {
  if (isModel(model)) return model
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `${name}: takes the bytes or the path of an .onnx file, or a function that makes a session, got ${describe(model)}`,
  )
}

/** Whether `model` is one at all; a file's content is seen by ONNX Runtime only. */
export function isModel(model: unknown): model is OnnxModel {
  if (typeof model === "string") return model !== ""
  return typeof model === "function" || model instanceof Uint8Array || model instanceof ArrayBuffer
}

/** How many bytes the model has: of a path its file, of a factory undefined. @throws MODEL_NOT_LOADED */
export async function modelSize(model: OnnxModel): Promise<number | undefined> {
  if (typeof model === "function") return undefined
  if (typeof model !== "string") return model.byteLength
  try {
    const fs: string = "node:fs/promises"
    const { stat } = (await import(/* @vite-ignore */ fs)) as { stat(path: string): Promise<{ readonly size: number }> }
    return (await stat(model)).size
  } catch (cause) {
    throw new ParzenError("MODEL_NOT_LOADED", `the size of ${model} cannot be read`, { cause })
  }
}
