import { ParzenError } from "@parzen/core"
import type { Data } from "@parzen/model-selection"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import { checkModel } from "../runtime/onnx-model.ts"
import type { OnnxRuntime, OnnxSession, OnnxTensor } from "../runtime/onnx-runtime.ts"
import { loadRuntime } from "../runtime/load-runtime.ts"
import { openSession, releaseSession } from "../runtime/open-session.ts"
import { runSession } from "../runtime/run-session.ts"
import type { OnnxEstimatorParams } from "./estimator-params.ts"
import { batchesOf } from "./row-tensors.ts"

/** What the model answers in an output: `width` values for each row, row-major. */
export interface OutputRows {
  readonly values: readonly (number | string)[]
  readonly width: number
}

/** A model that predicts rows; its session is made when it is first needed. */
export class JudgedModel {
  readonly #model: OnnxModel
  readonly #params: OnnxEstimatorParams
  #opened: Promise<{ readonly ort: OnnxRuntime; readonly session: OnnxSession }> | undefined

  /** @throws INVALID_ARGUMENT */
  constructor(model: OnnxModel, params: OnnxEstimatorParams) {
    this.#model = checkModel(model)
    this.#params = params
  }

  /** @throws MODEL_NOT_LOADED, PACKAGE_MISSING, INVALID_ARGUMENT, PROVIDER_NOT_AVAILABLE */
  async session(): Promise<OnnxSession> {
    return (await this.#open()).session
  }

  /** What the model answers for `X` in each of the outputs named. @throws MODEL_RUN_FAILED, INVALID_DATA, INVALID_OUTPUT */
  async run(X: Data, outputs: readonly string[]): Promise<OutputRows[]> {
    const { ort, session } = await this.#open()
    const { batchSize = 256, allowNaN = false } = this.#params
    const all = outputs.map((): { values: (number | string)[]; width: number } => ({ values: [], width: 1 }))
    for (const { feeds, rows } of batchesOf(ort, session, X, { batchSize, allowNaN })) {
      const answers = await runSession(session, feeds, outputs)
      for (const [i, name] of outputs.entries()) {
        const { values, width } = readRows(name, answers[name], rows, Object.values(feeds)[0]?.dims[0] ?? rows)
        const output = all[i] as (typeof all)[number]
        output.width = width
        for (const value of values) output.values.push(value)
      }
    }
    return all
  }

  /** Releases the session; the next run makes another. */
  async dispose(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    const session = await opened?.then(
      ({ session }) => session,
      () => undefined,
    )
    if (session !== undefined) await releaseSession(session)
  }

  #open(): Promise<{ readonly ort: OnnxRuntime; readonly session: OnnxSession }> {
    const opening = (this.#opened ??= this.#load())
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = undefined
    })
    return opening
  }

  async #load(): Promise<{ readonly ort: OnnxRuntime; readonly session: OnnxSession }> {
    const ort = await loadRuntime(this.#params.ort)
    return { ort, session: await openSession(ort, this.#model, this.#params.sessionOptions) }
  }
}

/** The first `rows` of the `size` rows that `tensor` must have. @throws INVALID_OUTPUT */
function readRows(name: string, tensor: OnnxTensor | undefined, rows: number, size: number): OutputRows {
  const { data, dims, type } = tensor ?? {}
  if (dims === undefined || !isReadable(data))
    throw new ParzenError("INVALID_OUTPUT", `output '${name}' is no tensor of numbers or strings that can be read here`)
  if (type === "float16" && data instanceof Uint16Array)
    throw new ParzenError(
      "INVALID_OUTPUT",
      `output '${name}' is float16, which this JavaScript cannot read: add a Cast`,
    )
  const width = dims.slice(1).reduce((product, n) => product * n, 1)
  if (dims[0] !== size)
    throw new ParzenError("INVALID_OUTPUT", `output '${name}' has the shape [${dims.join(", ")}], given ${size} rows`)
  const values = Array.from({ length: rows * width }, (_, i) => plain(data[i] as number | bigint | string))
  const at = values.findIndex((value) => typeof value === "number" && Number.isNaN(value))
  if (at < 0) return { values, width }
  throw new ParzenError("INVALID_OUTPUT", `output '${name}' is NaN in row ${Math.floor(at / width)} of a batch`)
}

function isReadable(data: unknown): data is ArrayLike<number | bigint | string> {
  return Array.isArray(data) || (ArrayBuffer.isView(data) && !(data instanceof DataView))
}

function plain(value: number | bigint | string): number | string {
  return typeof value === "bigint" ? Number(value) : value
}
