import type { SetSessionOptions } from "./session-options.ts"

/** A value that a session takes or answers; `data` is missing where it stays on a device. */
export interface OnnxTensor {
  readonly type: string
  readonly dims: readonly number[]
  readonly data: unknown
  readonly location?: string
  dispose?(): void
}

/** What a session says of an input or output: of a tensor the type, and the dimensions, those that are not fixed by their name. */
export interface OnnxValueMetadata {
  readonly name: string
  readonly isTensor: boolean
  readonly type?: string
  readonly shape?: readonly (number | string)[]
}

/** What is used of an `InferenceSession`. `never` stands for types of onnxruntime-common, which need not be installed. */
export interface OnnxSession {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  readonly inputMetadata?: readonly OnnxValueMetadata[]
  readonly outputMetadata?: readonly OnnxValueMetadata[]
  run(feeds: never, fetches: readonly string[]): Promise<Readonly<Record<string, unknown>>>
  release(): Promise<void>
}

/** What is used of onnxruntime-node or onnxruntime-web. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: string, options?: SetSessionOptions): Promise<OnnxSession>
    create(model: Uint8Array, options?: SetSessionOptions): Promise<OnnxSession>
  }
  readonly Tensor: new (type: never, data: never, dims: readonly number[]) => OnnxTensor
  readonly env: { readonly versions: { readonly node?: string | undefined; readonly web?: string | undefined } }
  /** Of onnxruntime-node: its execution providers. */
  listSupportedBackends?(): readonly { readonly name: string; readonly bundled: boolean }[]
}
