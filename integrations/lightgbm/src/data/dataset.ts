import type { DenseMatrix, LibraryThread, TableData } from "@parzen/boosting"
import { toFloatMatrix } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { lightgbm } from "../load-lightgbm.ts"
import type { NativeArgument } from "../native/functions.ts"
import type { LightGBMParams } from "../params/params.ts"
import { checkForcedFiles } from "../params/check-forced-files.ts"
import type { ResolvedParams } from "../params/resolve-params.ts"
import { paramsText, resolveParams, verbosityOf } from "../params/resolve-params.ts"
import { BinnedData } from "./binned-data.ts"
import type { ColumnOptions } from "./check-features.ts"
import { checkFeatures } from "./check-features.ts"
import type { CheckedFields, DatasetFields } from "./fields.ts"
import { checkFields, getField, fieldCalls } from "./fields.ts"
import { queriesOf } from "./queries-of.ts"

/** What a {@link Dataset} is made of beside its rows. */
export interface DatasetOptions extends DatasetFields, ColumnOptions {
  /** The training data of which this is validation data: it is binned in the same way. */
  readonly reference?: Dataset | undefined
  /** How it is binned (`max_bin`, `min_data_in_bin`, ...); what `train` is given goes before. */
  readonly params?: LightGBMParams | undefined
  /** Whether the rows are let go when they are binned, as by default; `false` if it may have to be binned once more. */
  readonly freeRawData?: boolean | undefined
}

/** Where the rows come from. */
type Source = { readonly matrix: DenseMatrix } | { readonly of: Dataset; readonly rows: Int32Array }

/**
 * Rows to train on or to evaluate with. LightGBM sorts the values of each column into bins before it trains; that is done when the
 * data is first used, with the parameters of that training, and then stays. NaN stands for a missing value.
 */
export class Dataset {
  readonly numData: number
  readonly numFeature: number
  readonly #fields: CheckedFields
  readonly #options: DatasetOptions
  readonly #freeRawData: boolean
  #reference: Dataset | undefined
  #source: Source | undefined
  #params: ResolvedParams
  #binned: BinnedData | undefined
  #binning: Promise<BinnedData> | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #isDisposed = false

  /** @throws INVALID_DATA for what is no table of numbers, or does not fit it; INVALID_ARGUMENT; LIBRARY_NOT_FOUND */
  constructor(data: TableData | DatasetPart, options: DatasetOptions = {}) {
    const source = data instanceof DatasetPart ? data : { matrix: toFloatMatrix(data) }
    const [rows, columns] =
      "of" in source ? [source.rows.length, source.of.numFeature] : [source.matrix.rows, source.matrix.columns]
    const { reference = "of" in source ? source.of : undefined, params = {}, freeRawData = true } = options
    checkReference(reference, columns)
    this.#fields = checkFields(options, rows)
    checkFeatures(options, columns)
    this.#params = resolveParams(params)
    this.#options = options
    this.#source = source
    this.#freeRawData = freeRawData
    this.numData = rows
    this.numFeature = columns
    this.#reference = reference
  }

  /** The training data of which this is validation data, or a part. */
  get reference(): Dataset | undefined {
    return this.#reference
  }

  /** Whether it is binned. */
  get isConstructed(): boolean {
    return this.#binned !== undefined
  }

  /** The labels as the library keeps them: 32-bit floats. Of a part only after it was binned. */
  get label(): Float32Array | undefined {
    return this.#field("label") as Float32Array | undefined
  }

  /** The weights, as {@link label}. */
  get weight(): Float32Array | undefined {
    return this.#field("weight") as Float32Array | undefined
  }

  /** How many rows each query has. */
  get group(): Int32Array | undefined {
    return this.#fields.group
  }

  /** The scores to start from. */
  get initScore(): Float64Array | undefined {
    return this.#field("init_score") as Float64Array | undefined
  }

  /** Validation data for this training data. */
  createValid(data: TableData, options: Omit<DatasetOptions, "reference"> = {}): Dataset {
    return new Dataset(data, { ...options, reference: this })
  }

  /** The given rows, ascending, binned as the whole is; labels, weights and queries come along. @throws INVALID_DATA */
  subset(rows: ArrayLike<number>): Dataset {
    const part = new DatasetPart(this, checkRows(rows, this.numData))
    return new Dataset(part, { ...(this.group !== undefined && { group: queriesOf(this.group, part.rows) }) })
  }

  /** Makes this validation data of `reference`, as `train` does. @throws INVALID_DATA if it is binned otherwise already */
  setReference(reference: Dataset): this {
    if (this.#reference === reference) return this
    checkReference(reference, this.numFeature)
    if (this.#binned !== undefined && (this.#freeRawData || this.#source === undefined || "of" in this.#source))
      throw new ParzenError(
        "INVALID_DATA",
        "the validation data was binned without regard to this training data: give it { reference: trainSet }, or freeRawData: false",
      )
    this.#binned?.dispose()
    this.#binned = undefined
    this.#reference = reference
    return this
  }

  /**
   * Bins the data; without this that happens when it is first used. The parameters go before those of the data; once it is binned
   * they may not ask for other bins, unless `freeRawData` is false.
   * @throws HANDLE_DISPOSED, LIGHTGBM_ERROR, INVALID_ARGUMENT
   */
  async construct(params: LightGBMParams = {}): Promise<this> {
    await this.binned(resolveParams(params))
    return this
  }

  /** As {@link construct}, and waits for it. */
  constructSync(params: LightGBMParams = {}): this {
    this.binnedSync(resolveParams(params))
    return this
  }

  /** Frees the native memory, when no booster uses it any more, and the rows. */
  dispose(): void {
    this.#isDisposed = true
    this.#source = undefined
    this.#binned?.dispose()
    this.#binned = undefined
  }

  /** As {@link dispose}, at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.dispose()
  }

  /** The parameters that it is, or will be, binned with. */
  get resolvedParams(): ResolvedParams {
    return this.#params
  }

  /** Does `work` when whatever came before has ended. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }

  /** The data in the library's memory; binned on `thread`, by default one that no training holds. */
  async binned(params: ResolvedParams, thread?: LibraryThread): Promise<BinnedData> {
    while (this.#binning !== undefined) await this.#binning.catch(() => undefined)
    const source = this.#sourceToBin(params)
    if (source === undefined) return this.#binned as BinnedData
    this.#binning = this.#bin(source, thread ?? lightgbm().idlestThread())
    try {
      return await this.#binning
    } finally {
      this.#binning = undefined
    }
  }

  /** As {@link binned}, and waits for it. */
  binnedSync(params: ResolvedParams): BinnedData {
    if (this.#binning !== undefined)
      throw new ParzenError("HANDLE_IN_USE", "the Dataset is being constructed: await that first")
    const source = this.#sourceToBin(params)
    if (source === undefined) return this.#binned as BinnedData
    const of = "of" in source ? source.of : this.#reference
    const { name, args, out } = this.#call(source, of?.binnedSync(this.#params))
    const verbosity = verbosityOf(this.#params)
    lightgbm().callSync(name, args, verbosity)
    const binned = new BinnedData(out[0] as bigint)
    try {
      for (const field of fieldCalls(binned.pointer, this.#fields))
        lightgbm().callSync("LGBM_DatasetSetField", field, verbosity)
      return this.#keep(binned)
    } catch (error) {
      binned.dispose()
      throw error
    }
  }

  async #bin(source: Source, thread: LibraryThread): Promise<BinnedData> {
    const of = await ("of" in source ? source.of : this.#reference)?.binned(this.#params, thread)
    const { name, args, out } = this.#call(source, of)
    const verbosity = verbosityOf(this.#params)
    await lightgbm().call(name, args, verbosity, thread)
    const binned = new BinnedData(out[0] as bigint)
    try {
      for (const field of fieldCalls(binned.pointer, this.#fields))
        await lightgbm().call("LGBM_DatasetSetField", field, verbosity, thread)
      return this.#keep(binned)
    } catch (error) {
      binned.dispose()
      throw error
    }
  }

  /** What to bin, or `undefined` where that was done, and `params` ask for no other bins. */
  #sourceToBin(params: ResolvedParams): Source | undefined {
    if (this.#isDisposed) throw new ParzenError("HANDLE_DISPOSED", "the Dataset is used after dispose()")
    if (this.#fields.label === undefined && this.#source !== undefined && "matrix" in this.#source)
      throw new ParzenError("INVALID_DATA", "label: the Dataset has none, and training and evaluating need one")
    const merged = { ...this.#params, ...params, ...this.#categories() }
    checkForcedFiles(merged, this.numFeature)
    if (this.#binned !== undefined) {
      try {
        const [before, after] = [paramsText(this.#params), paramsText(merged)]
        if (before !== after)
          lightgbm().callSync("LGBM_DatasetUpdateParamChecking", [before, after], verbosityOf(merged))
        return undefined
      } catch (error) {
        if (this.#source === undefined)
          throw new ParzenError(
            "LIGHTGBM_ERROR",
            `${(error as Error).message} Give the Dataset freeRawData: false, and it will be binned once more`,
            { cause: error },
          )
        this.#binned.dispose()
        this.#binned = undefined
      }
    }
    this.#params = merged
    return this.#source
  }

  #categories(): ResolvedParams {
    const { categoricalFeature = [], featureName = [] } = this.#options
    if (categoricalFeature.length === 0) return {}
    const columns = categoricalFeature.map((column) =>
      typeof column === "number" ? column : featureName.indexOf(column),
    )
    return { categorical_feature: [...new Set(columns)].sort((a, b) => a - b) }
  }

  #call(source: Source, of: BinnedData | undefined): BinningCall {
    const out = new BigUint64Array(1)
    const text = paramsText(this.#params)
    if ("of" in source) {
      const { rows } = source
      return { name: "LGBM_DatasetGetSubset", args: [of?.pointer ?? null, rows, rows.length, text, out], out }
    }
    const { data, rows, columns } = source.matrix
    const type = data instanceof Float64Array ? 1 : 0
    const args = [data, type, rows, columns, 1, text, of?.pointer ?? null, out]
    return { name: "LGBM_DatasetCreateFromMat", args, out }
  }

  #keep(binned: BinnedData): BinnedData {
    setNames(binned, this.#options.featureName)
    if (this.#isDisposed) throw new ParzenError("HANDLE_DISPOSED", "the Dataset was disposed of while it was binned")
    this.#binned = binned
    if (this.#freeRawData) this.#source = undefined
    return binned
  }

  #field(name: keyof CheckedFields): ArrayLike<number> | undefined {
    return this.#fields[name] ?? (this.#binned === undefined ? undefined : getField(this.#binned.pointer, name))
  }
}

interface BinningCall {
  readonly name: "LGBM_DatasetGetSubset" | "LGBM_DatasetCreateFromMat"
  readonly args: readonly NativeArgument[]
  readonly out: BigUint64Array
}

/** Rows of another dataset. */
class DatasetPart {
  readonly of: Dataset
  readonly rows: Int32Array

  constructor(of: Dataset, rows: Int32Array) {
    this.of = of
    this.rows = rows
  }
}

function setNames(binned: BinnedData, names: readonly string[] | undefined): void {
  if (names === undefined) return
  lightgbm().callSync("LGBM_DatasetSetFeatureNames", [binned.pointer, names, names.length])
}

function checkReference(reference: unknown, columns: number): void {
  if (reference === undefined) return
  if (!(reference instanceof Dataset))
    throw new ParzenError("INVALID_DATA", `reference: takes a Dataset, got ${describe(reference)}`)
  if (reference.numFeature !== columns)
    throw new ParzenError("INVALID_DATA", `data has ${columns} columns, and its reference has ${reference.numFeature}`)
}

function checkRows(rows: ArrayLike<number>, numData: number): Int32Array {
  if (typeof rows !== "object" || rows === null || !("length" in rows))
    throw new ParzenError("INVALID_DATA", `subset takes a list of rows, got ${describe(rows)}`)
  const sorted = Array.from(rows).sort((a, b) => a - b)
  const wrong = sorted.find((row, i) => !Number.isInteger(row) || row < 0 || row >= numData || row === sorted[i - 1])
  if (sorted.length === 0 || wrong !== undefined)
    throw new ParzenError(
      "INVALID_DATA",
      `subset takes one or more different rows below ${numData}, got ${wrong === undefined ? "none" : describe(wrong)}`,
    )
  return Int32Array.from(sorted)
}
