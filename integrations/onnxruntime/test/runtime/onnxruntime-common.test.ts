import type { InferenceSession, Tensor } from "onnxruntime-common"
import * as common from "onnxruntime-common"
import { expect, expectTypeOf, it } from "vitest"
import type { OnnxRuntime, OnnxSession, OnnxSessionOptions, OnnxTensor } from "../../src/index.ts"
import { checkRuntime } from "../../src/runtime/load-runtime.ts"

it("onnxruntime-common's types fit ours, by which onnxruntime-node and onnxruntime-web are known", () => {
  const runtime: OnnxRuntime = common
  const session = (given: InferenceSession): OnnxSession => given
  const tensor = (given: Tensor): OnnxTensor => given
  expect(checkRuntime(runtime)).toBe(common)
  expect([session, tensor]).toHaveLength(2)
  expectTypeOf<keyof InferenceSession.SessionOptions>().toEqualTypeOf<keyof OnnxSessionOptions>()
})
