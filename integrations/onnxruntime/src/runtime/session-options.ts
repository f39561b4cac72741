/** An execution provider by name, or with its options. */
export type ExecutionProvider = string | { readonly name: string; readonly [option: string]: unknown }

/** Session options, under the names of onnxruntime-common. */
export interface OnnxSessionOptions {
  /** The first that can run a node runs it; `["cpu"]` by default. */
  readonly executionProviders?: readonly ExecutionProvider[] | undefined
  /** Threads within an operator; 0, the default, is one for each core. */
  readonly intraOpNumThreads?: number | undefined
  /** Threads for operators side by side, with `executionMode: "parallel"`; 0, the default, is one for each core. */
  readonly interOpNumThreads?: number | undefined
  /** `"all"` by default. */
  readonly graphOptimizationLevel?: GraphOptimizationLevel | undefined
  /** `"sequential"` by default. */
  readonly executionMode?: ExecutionMode | undefined
  /** Whether memory is kept for the next run; true by default. */
  readonly enableCpuMemArena?: boolean | undefined
  /** Whether what a run allocates is planned from the run before; true by default. */
  readonly enableMemPattern?: boolean | undefined
  readonly optimizedModelFilePath?: string | undefined
  readonly enableProfiling?: boolean | undefined
  readonly profileFilePrefix?: string | undefined
  readonly logId?: string | undefined
  readonly logSeverityLevel?: 0 | 1 | 2 | 3 | 4 | undefined
  /** onnxruntime-web alone. */
  readonly logVerbosityLevel?: number | undefined
  /** onnxruntime-web alone: sizes of the dimensions that the model names. */
  readonly freeDimensionOverrides?: Readonly<Record<string, number>> | undefined
  /** onnxruntime-web alone. */
  readonly enableGraphCapture?: boolean | undefined
  readonly preferredOutputLocation?: DataLocation | Readonly<Record<string, DataLocation>> | undefined
  readonly externalData?: readonly ExternalData[] | undefined
  /** ONNX Runtime's configuration entries: `{ session: { intra_op: { allow_spinning: "0" } } }`. Their names are not checked. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

/** The session options that are set, of the types of onnxruntime-common. */
export type SetSessionOptions = {
  readonly [Name in keyof OnnxSessionOptions]?: Exclude<OnnxSessionOptions[Name], undefined>
}

/** Where outputs stay. */
export type DataLocation = "none" | "cpu" | "cpu-pinned" | "texture" | "gpu-buffer" | "ml-tensor"

/** Weights that lie beside the model: a path, or what the model finds under it. */
export type ExternalData = string | { readonly path: string; readonly data: string | Uint8Array | ArrayBuffer }

/** How much ONNX Runtime rewrites the graph when it loads it. */
export type GraphOptimizationLevel = (typeof GRAPH_OPTIMIZATION_LEVELS)[number]

/** Whether operators that do not need each other run side by side. */
export type ExecutionMode = (typeof EXECUTION_MODES)[number]

/** From none to all. */
export const GRAPH_OPTIMIZATION_LEVELS = ["disabled", "basic", "extended", "layout", "all"] as const
export const EXECUTION_MODES = ["sequential", "parallel"] as const
