import type { DenseMatrix, Pointer, TableData } from "@parzen/boosting"
import { NativeHandle, readFloats, toFloat32Array, toFloat32Matrix } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { XGBoostLibrary } from "../library/xgboost-library.ts"
import { xgboost } from "../load-xgboost.ts"
import { arrayInterface } from "./array-interface.ts"
import type { DMatrixOptions, RowInfo } from "./d-matrix-options.ts"
import { checkFeatures, checkGroups, checkRowNumbers } from "./check-info.ts"

/** A native matrix that exists already. */
class MadeMatrix {
  readonly library: XGBoostLibrary
  readonly pointer: Pointer
  readonly numRow: number
  readonly numCol: number

  constructor(library: XGBoostLibrary, pointer: Pointer, numRow: number, numCol: number) {
    this.library = library
    this.pointer = pointer
    this.numRow = numRow
    this.numCol = numCol
  }
}

/** Rows to train on, evaluate or predict, as XGBoost keeps them. Its memory is freed by `dispose()` or `using`. */
export class DMatrix extends NativeHandle {
  readonly numRow: number
  readonly numCol: number
  readonly featureNames: readonly string[] | undefined
  readonly featureTypes: readonly string[] | undefined
  readonly #library: XGBoostLibrary
  #group: Uint32Array | undefined

  /**
   * Copies `data`: an array of rows, `{ data, rows, columns }`, `{ data, shape }` or a matrix of ml-matrix. NaN, `null` and
   * `undefined` are missing values. The first one loads XGBoost's library.
   * @throws INVALID_DATA for rows of different lengths, what is no number, NaN labels, and what does not fit the rows;
   * XGBOOST_ERROR for infinite values; LIBRARY_NOT_FOUND
   */
  constructor(data: TableData, options?: DMatrixOptions)
  constructor(data: TableData | MadeMatrix, options: DMatrixOptions = {}) {
    if (data instanceof MadeMatrix) {
      const { library, pointer, numRow, numCol } = data
      super("the DMatrix", pointer, freeing(library))
      this.#library = library
      this.numRow = numRow
      this.numCol = numCol
    } else {
      const matrix = toFloat32Matrix(data)
      const library = xgboost()
      super("the DMatrix", create(library, matrix, options), freeing(library))
      this.#library = library
      this.numRow = matrix.rows
      this.numCol = matrix.columns
    }
    const { featureNames, featureTypes } = options
    this.featureNames = featureNames
    this.featureTypes = featureTypes
    try {
      checkFeatures(this.numCol, options)
      this.#setStrings("feature_name", featureNames)
      this.#setStrings("feature_type", featureTypes)
      this.setInfo(options)
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  /** The labels; empty if there are none. Of several targets row after row. */
  get label(): Float32Array {
    return this.#floats("label")
  }

  /** The weights; empty if there are none. */
  get weight(): Float32Array {
    return this.#floats("weight")
  }

  /** What boosting begins with; empty if it is not given. */
  get baseMargin(): Float32Array {
    return this.#floats("base_margin")
  }

  /** The sizes of the groups of a ranking. */
  get group(): Uint32Array | undefined {
    return this.#group?.slice()
  }

  /** Sets what is given and leaves the rest as it is. @throws INVALID_DATA for NaN labels and what does not fit the rows */
  setInfo(info: RowInfo): this {
    const { label, weight, baseMargin, group, labelLowerBound, labelUpperBound } = info
    const sizes = group && checkGroups(group, this.numRow)
    const nGroups = (sizes ?? this.#group)?.length
    const rows = [this.numRow, "rows"] as const
    const perGroup = nGroups === undefined ? rows : ([nGroups, "groups"] as const)
    const fields = [
      ["label", label && this.#table(label, "label")],
      ["weight", weight && flat(toFloat32Array(weight, "weight", { count: perGroup, min: 0 }))],
      ["base_margin", baseMargin && this.#table(baseMargin, "baseMargin")],
      [
        "label_lower_bound",
        labelLowerBound && flat(toFloat32Array(labelLowerBound, "labelLowerBound", { count: rows })),
      ],
      ["label_upper_bound", labelUpperBound && flat(upperBounds(labelUpperBound, this.numRow))],
    ] as const
    if (sizes !== undefined) {
      this.#library.callSync("XGDMatrixSetInfoFromInterface", this.pointer, "group", arrayInterface(sizes))
      this.#group = sizes
    }
    for (const [field, values] of fields) {
      if (values === undefined) continue
      const { data, shape } = values
      this.#library.callSync("XGDMatrixSetInfoFromInterface", this.pointer, field, arrayInterface(data, shape))
    }
    return this
  }

  /**
   * A new DMatrix of the given rows, in that order, with what is known of them. Of one with groups whole groups are to be taken, whose
   * sizes are given.
   * @throws INVALID_DATA for rows that there are not; INVALID_ARGUMENT for groups that are missing
   */
  slice(rows: ArrayLike<number>, { group }: { readonly group?: ArrayLike<number> | undefined } = {}): DMatrix {
    const indices = checkRowNumbers(rows, this.numRow)
    if (this.#group !== undefined && group === undefined)
      throw new ParzenError("INVALID_ARGUMENT", "a DMatrix with groups is sliced with the option group, the new sizes")
    const out: [Pointer] = [0n]
    this.#library.callSync("XGDMatrixSliceDMatrixEx", this.pointer, indices, indices.length, out, 1)
    const { featureNames, featureTypes } = this
    const made = new MadeMatrix(this.#library, out[0], indices.length, this.numCol)
    return new DMatrix(made as never, { featureNames, featureTypes, group })
  }

  #table(values: ArrayLike<number> | TableData, name: string): { data: Float32Array; shape: readonly number[] } {
    if (!isTable(values)) return flat(toFloat32Array(values, name, { count: [this.numRow, "rows"] }))
    const { data, rows, columns } = toFloat32Matrix(values, name)
    if (rows !== this.numRow) throw new ParzenError("INVALID_DATA", `${name}: has ${rows} rows for ${this.numRow} rows`)
    toFloat32Array(data, name)
    return { data, shape: [rows, columns] }
  }

  #setStrings(field: string, values: readonly string[] | undefined): void {
    if (values === undefined) return
    this.#library.callSync("XGDMatrixSetStrFeatureInfo", this.pointer, field, [...values], values.length)
  }

  #floats(field: string): Float32Array {
    const [n, out]: [[number], [Pointer]] = [[0], [0n]]
    this.#library.callSync("XGDMatrixGetFloatInfo", this.address, field, n, out)
    return readFloats(out[0], Number(n[0]))
  }
}

function freeing(library: XGBoostLibrary): (pointer: Pointer) => void {
  return (pointer) => library.callSync("XGDMatrixFree", pointer)
}

/** @throws INVALID_ARGUMENT, XGBOOST_ERROR */
function create(
  library: XGBoostLibrary,
  { data, rows, columns }: DenseMatrix<Float32Array>,
  options: DMatrixOptions,
): Pointer {
  const { missing = NaN, nthread = 1 } = options
  if (typeof missing !== "number")
    throw new ParzenError("INVALID_ARGUMENT", `missing: takes a number, got ${describe(missing)}`)
  if (!Number.isSafeInteger(nthread) || nthread < 0)
    throw new ParzenError("INVALID_ARGUMENT", `nthread: takes an integer from 0, got ${describe(nthread)}`)
  const out: [Pointer] = [0n]
  // Not JSON.stringify, which has no word for NaN; XGBoost's parser knows NaN and Infinity.
  const config = `{"missing":${missing},"nthread":${nthread}}`
  library.callSync("XGDMatrixCreateFromDense", arrayInterface(data, [rows, columns]), config, out)
  return out[0]
}

function flat(data: Float32Array): { data: Float32Array; shape: readonly number[] } {
  return { data, shape: [data.length] }
}

function isTable(values: ArrayLike<number> | TableData): values is TableData {
  if (typeof values !== "object") return false
  if (!("length" in values)) return true
  const first: unknown = values[0]
  return Array.isArray(first) || ArrayBuffer.isView(first)
}

/** Positive infinity says that an end is not known. @throws INVALID_DATA */
function upperBounds(values: ArrayLike<number>, numRow: number): Float32Array {
  const finite = Array.from(values, (value) => (value === Infinity ? 0 : value))
  const bounds = toFloat32Array(finite, "labelUpperBound", { count: [numRow, "rows"] })
  for (let i = 0; i < bounds.length; i++) if (values[i] === Infinity) bounds[i] = Infinity
  return bounds
}
