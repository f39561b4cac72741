import { ParzenError } from "@parzen/core"
import type { Data, DenseArray } from "@parzen/model-selection"
import { countRows, toRows } from "@parzen/model-selection"
import type { ElementArray } from "../runtime/element-types.ts"
import { toElements } from "../runtime/element-types.ts"
import { inputMetadata } from "../runtime/model-inputs.ts"
import type { OnnxRuntime, OnnxSession } from "../runtime/onnx-runtime.ts"
import type { Feeds } from "../runtime/run-session.ts"

/** Some rows as a model takes them; the last `padding` of them are repeated to fill the batch. */
export interface Batch {
  readonly feeds: Feeds
  /** Of the rows that are not padding. */
  readonly rows: number
}

/**
 * Cuts `X` into batches for the model's only input. A table may stand for rows of any shape that the model fixes: 784 columns for
 * [n, 1, 28, 28].
 * @throws INVALID_DATA for what does not fit the input, no rows, a model of several inputs, and NaN without `allowNaN`
 */
export function* batchesOf(
  ort: OnnxRuntime,
  session: OnnxSession,
  X: Data,
  { batchSize, allowNaN }: { readonly batchSize: number; readonly allowNaN: boolean },
): Generator<Batch> {
  const [name = "", ...others] = session.inputNames
  if (others.length > 0)
    throw new ParzenError("INVALID_DATA", `X: is one input, the model takes ${session.inputNames.join(", ")}`)
  const { type = "float32", shape } = inputMetadata(session, name) ?? {}
  const { data, rows, rowShape } = denseRows(X, allowNaN)
  const fitted = fitRow(name, rowShape, shape)
  const width = fitted.reduce((product, size) => product * size, 1)
  const elements = toElements(type, data, "X", allowNaN)
  const fixed = typeof shape?.[0] === "number" ? shape[0] : undefined
  const step = fixed ?? batchSize
  for (let start = 0; start < rows; start += step) {
    const taken = Math.min(step, rows - start)
    const size = fixed ?? taken
    const values = filled(elements.subarray(start * width, (start + taken) * width), size * width)
    yield { feeds: { [name]: new ort.Tensor(type as never, values as never, [size, ...fitted]) }, rows: taken }
  }
}

interface DenseRows {
  readonly data: ArrayLike<number>
  readonly rows: number
  readonly rowShape: readonly number[]
}

/** @throws INVALID_DATA */
function denseRows(X: Data, allowNaN: boolean): DenseRows {
  const rows = countRows(X)
  if (rows === 0) throw new ParzenError("INVALID_DATA", "X: has no rows")
  if (isDense(X)) return { data: X.data, rows, rowShape: X.shape.slice(1) }
  const table = allowNaN ? rowsWithNaN(X) : toRows(X)
  return { data: table.flat(), rows, rowShape: [table[0]?.length ?? 0] }
}

/** As `toRows`, which refuses NaN. */
function rowsWithNaN(X: Data): number[][] {
  const table: readonly unknown[] = "getRow" in X ? Array.from({ length: X.rows }, (_, i) => X.getRow(i)) : tableOf(X)
  const finite = (row: ArrayLike<number>): number[] => Array.from(row, (value) => (Number.isFinite(value) ? value : 0))
  toRows(table.map((row) => (isRow(row) ? finite(row) : row)))
  return table.map((row) => Array.from(row as ArrayLike<number>))
}

function tableOf(X: Data): readonly unknown[] {
  return Array.isArray(X) ? (X as readonly unknown[]) : toRows(X)
}

function isRow(row: unknown): row is ArrayLike<number> {
  return Array.isArray(row) || (ArrayBuffer.isView(row) && !(row instanceof DataView))
}

/** The shape that a row is given. @throws INVALID_DATA */
function fitRow(
  name: string,
  row: readonly number[],
  shape: readonly (number | string)[] | undefined,
): readonly number[] {
  const wanted = shape?.slice(1)
  if (wanted === undefined) return row
  if (wanted.length === row.length && wanted.every((size, i) => typeof size === "string" || size === row[i])) return row
  const isFixed = (sizes: readonly (number | string)[]): sizes is number[] =>
    sizes.every((size) => typeof size === "number")
  const count = (sizes: readonly number[]): number => sizes.reduce((product, size) => product * size, 1)
  if (isFixed(wanted) && row.length === 1 && shape?.length !== 0 && count(wanted) === row[0]) return wanted
  throw new ParzenError(
    "INVALID_DATA",
    `X: the model's input '${name}' takes [${shape?.join(", ")}], a row of X is [${row.join(", ")}]`,
  )
}

/** `values`, and their end again and again up to `length`. */
function filled(values: ElementArray, length: number): ElementArray {
  if (values.length === length) return values
  const Elements = values.constructor as new (length: number) => ElementArray
  const all = new Elements(length)
  for (let i = 0; i < length; i++) all[i] = values[i % values.length] as never
  return all
}

function isDense(X: Data): X is DenseArray {
  return typeof X === "object" && "data" in X && "shape" in X
}
