import { ParzenError } from "@parzen/core"
import type { OnnxSession, OnnxTensor } from "./onnx-runtime.ts"
import { textOf } from "./open-session.ts"

/** Tensors by the names of a model's inputs. */
export type Feeds = Readonly<Record<string, OnnxTensor>>

/** Runs the model once, for all outputs or those named. @throws MODEL_RUN_FAILED with ONNX Runtime's error */
export async function runSession(
  session: OnnxSession,
  feeds: Feeds,
  outputs: readonly string[] = session.outputNames,
): Promise<Readonly<Record<string, OnnxTensor>>> {
  try {
    return (await session.run(feeds as never, outputs)) as Readonly<Record<string, OnnxTensor>>
  } catch (cause) {
    throw new ParzenError("MODEL_RUN_FAILED", `the model did not run: ${textOf(cause)}`, { cause })
  }
}
