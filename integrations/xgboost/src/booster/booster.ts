import { readFile, writeFile } from "node:fs/promises"
import type { Evaluation, Pointer } from "@parzen/boosting"
import { keepHandles, NativeHandle, readBytes, readStrings, useHandles } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { DMatrix } from "../data/d-matrix.ts"
import type { Steps, XGBoostLibrary } from "../library/xgboost-library.ts"
import { xgboost } from "../load-xgboost.ts"
import type { ObjectiveFunction } from "./boost-steps.ts"
import { boostSteps } from "./boost-steps.ts"
import { checkModel } from "../model/check-model.ts"
import { checkParams } from "./check-params.ts"
import type { EvalSet, EvaluateOptions } from "./evaluate-steps.ts"
import { checkEvals, evaluateSteps } from "./evaluate-steps.ts"
import { HomeThread } from "./home-thread.ts"
import type { ImportanceType } from "./importance.ts"
import { readImportance } from "./importance.ts"
import type { XGBoostParams } from "./params.ts"
import { paramPairs } from "./params.ts"
import type { PredictOptions, Predictions } from "./predictions.ts"
import { predictConfig, predictSteps } from "./predictions.ts"

/** A booster that the library has made already. */
class MadeBooster {
  readonly pointer: Pointer

  constructor(pointer: Pointer) {
    this.pointer = pointer
  }
}

/**
 * A model of XGBoost: trees, boosted round by round. What takes long has two forms: `update` lets the event loop go on and is
 * awaited, `updateSync` blocks it; likewise `evaluate` and `predict`. A booster does one thing at a time. Its memory is freed by
 * `dispose()` or `using`.
 */
export class Booster extends NativeHandle {
  /** The round that early stopping found best. */
  bestIteration: number | undefined
  /** What early stopping watched, in that round. */
  bestScore: number | undefined
  readonly #library: XGBoostLibrary
  readonly #home: HomeThread
  /** The matrix that it was made for: what is known of it need not be asked for on the event loop's thread. */
  #columns: { readonly numCol: number; readonly featureNames: readonly string[] | undefined } | undefined

  /**
   * A model without trees: `data` are the matrices to train on, first, and to evaluate.
   * @throws UNKNOWN_PARAMETER; XGBOOST_ERROR for an unknown objective or metric, and values out of range; LIBRARY_NOT_FOUND
   */
  constructor(params?: XGBoostParams, data?: readonly DMatrix[])
  constructor(params: XGBoostParams | MadeBooster = {}, data: readonly DMatrix[] = []) {
    const library = xgboost()
    const home = new HomeThread(library)
    const pointer = params instanceof MadeBooster ? params.pointer : create(library, params, data)
    super("the Booster", pointer, (freed) => home.free(freed))
    this.#library = library
    this.#home = home
    const [first] = data
    this.#columns = first && { numCol: first.numCol, featureNames: first.featureNames }
    this.#setStrings("feature_name", first?.featureNames)
    this.#setStrings("feature_type", first?.featureTypes)
  }

  /** A model that was saved, by its bytes in UBJ or JSON. @throws INVALID_MODEL for bytes that are no model; XGBOOST_ERROR */
  static fromBytes(bytes: Uint8Array, params: XGBoostParams = {}): Booster {
    checkModel(bytes)
    const booster = new Booster(params)
    try {
      booster.#library.callSync("XGBoosterLoadModelFromBuffer", booster.pointer, bytes, bytes.length)
      const [round, score] = [booster.attr("best_iteration"), booster.attr("best_score")]
      if (round !== undefined) booster.bestIteration = Number(round)
      if (score !== undefined) booster.bestScore = Number(score)
      return booster
    } catch (error) {
      booster.dispose()
      throw error
    }
  }

  /** A model that was saved in a file, in UBJ or JSON, by Python too. @throws INVALID_MODEL, XGBOOST_ERROR, what reading throws */
  static async load(path: string, params: XGBoostParams = {}): Promise<Booster> {
    return Booster.fromBytes(await readFile(path), params)
  }

  /** How many columns it was trained on. */
  get numFeatures(): number {
    if (this.#columns !== undefined) return this.#columns.numCol
    const out: [number] = [0]
    this.#library.callSync("XGBoosterGetNumFeature", this.pointer, out)
    return Number(out[0])
  }

  /** How many rounds it was boosted. */
  get numBoostedRounds(): number {
    const out: [number] = [0]
    this.#library.callSync("XGBoosterBoostedRounds", this.pointer, out)
    return out[0]
  }

  /** The names of the columns, if they were given. */
  get featureNames(): readonly string[] | undefined {
    if (this.#columns !== undefined) return this.#columns.featureNames
    const [n, out]: [[number], [Pointer]] = [[0], [0n]]
    this.#library.callSync("XGBoosterGetStrFeatureInfo", this.pointer, "feature_name", n, out)
    return Number(n[0]) === 0 ? undefined : readStrings(out[0], Number(n[0]))
  }

  /** Sets parameters for the rounds to come; what is wrong with them comes out in the next. @throws INVALID_ARGUMENT, XGBOOST_ERROR */
  setParams(params: XGBoostParams): this {
    for (const [name, value] of paramPairs(params))
      this.#library.callSync("XGBoosterSetParam", this.pointer, name, value)
    return this
  }

  /** Boosts the round `iteration`, from 0. @throws XGBOOST_ERROR; INVALID_DATA; HANDLE_IN_USE; what `objective` throws */
  async update(dtrain: DMatrix, iteration: number, objective?: ObjectiveFunction): Promise<void> {
    checkMatrix(dtrain)
    await useHandles(this, [dtrain], (booster, [data]) => {
      const steps = updateSteps([booster, data as Pointer], dtrain, iteration, objective)
      return this.#library.run(this.#home.forTraining(), steps)
    })
  }

  /** As {@link update}, and blocks the event loop meanwhile. */
  updateSync(dtrain: DMatrix, iteration: number, objective?: ObjectiveFunction): void {
    checkMatrix(dtrain)
    const pointers = [this.pointer, dtrain.pointer] as const
    keepHandles([this, dtrain], () => this.#library.runSync(updateSteps(pointers, dtrain, iteration, objective)))
  }

  /**
   * The metrics of the parameters on each of `evals`, then on each a metric of your own.
   * @throws INVALID_ARGUMENT, XGBOOST_ERROR, HANDLE_IN_USE, what `metric` throws
   */
  async evaluate(evals: readonly EvalSet[], iteration = 0, options: EvaluateOptions = {}): Promise<Evaluation[]> {
    checkEvals(evals)
    const data = evals.map(([matrix]) => matrix)
    return useHandles(this, data, (booster, pointers) =>
      this.#library.run(this.#home.forReading(), evaluateSteps(booster, pointers, evals, iteration, options)),
    )
  }

  /** As {@link evaluate}, and blocks the event loop meanwhile. */
  evaluateSync(evals: readonly EvalSet[], iteration = 0, options: EvaluateOptions = {}): Evaluation[] {
    checkEvals(evals)
    const { pointer } = this
    const data = evals.map(([matrix]) => matrix)
    const pointers = data.map((matrix) => matrix.pointer)
    return keepHandles([this, ...data], () =>
      this.#library.runSync(evaluateSteps(pointer, pointers, evals, iteration, options)),
    )
  }

  /**
   * A number for each row, or of several classes, leaves and contributions an array for each.
   * @throws INVALID_DATA for another number of columns or other names of them; INVALID_ARGUMENT, XGBOOST_ERROR, HANDLE_IN_USE
   */
  async predict(data: DMatrix, options: PredictOptions = {}): Promise<Predictions> {
    const config = this.#checkPredict(data, options)
    return useHandles(this, [data], (booster, [pointer]) =>
      this.#library.run(this.#home.forReading(), predictSteps(booster, pointer as Pointer, config)),
    )
  }

  /** As {@link predict}, and blocks the event loop meanwhile. */
  predictSync(data: DMatrix, options: PredictOptions = {}): Predictions {
    const config = this.#checkPredict(data, options)
    return this.#library.runSync(predictSteps(this.pointer, data.pointer, config))
  }

  /**
   * How much each column is used, by its name, else `f0`, `f1`, ...; columns that are not used are left out. Of a linear model the
   * `weight` is its coefficient, of several classes a list.
   * @throws INVALID_ARGUMENT
   */
  importance(importanceType: ImportanceType = "weight"): Record<string, number | number[]> {
    return readImportance(this.#library, this.pointer, importanceType)
  }

  /** All that it is trained by, defaults too, as XGBoost's configuration has it. */
  config(): Record<string, unknown> {
    const [n, out]: [[number], [string]] = [[0], [""]]
    this.#library.callSync("XGBoosterSaveJsonConfig", this.pointer, n, out)
    return JSON.parse(out[0]) as Record<string, unknown>
  }

  /** The model as Python's `load_model` takes it, in UBJ, or in JSON. @throws INVALID_ARGUMENT, XGBOOST_ERROR */
  toBytes(format: "ubj" | "json" = "ubj"): Uint8Array {
    if (format !== "ubj" && format !== "json")
      throw new ParzenError("INVALID_ARGUMENT", `format: is 'ubj' or 'json', got ${describe(format)}`)
    const [n, out]: [[number], [Pointer]] = [[0], [0n]]
    this.#library.callSync("XGBoosterSaveModelToBuffer", this.pointer, JSON.stringify({ format }), n, out)
    return readBytes(out[0], Number(n[0]))
  }

  /** Writes the model to a file: in JSON if its name ends in `.json`, else in UBJ. */
  async saveModel(path: string): Promise<void> {
    await writeFile(path, this.toBytes(path.endsWith(".json") ? "json" : "ubj"))
  }

  /** A new model of the rounds `[begin, end)` alone. @throws INVALID_ARGUMENT for rounds that there are not */
  slice(begin: number, end: number): Booster {
    const { numBoostedRounds: n } = this
    if (!Number.isSafeInteger(begin) || !Number.isSafeInteger(end) || begin < 0 || begin >= end || end > n)
      throw new ParzenError("INVALID_ARGUMENT", `slice: takes rounds [begin, end) of ${n}, got [${begin}, ${end})`)
    const out: [Pointer] = [0n]
    this.#library.callSync("XGBoosterSlice", this.pointer, begin, end, 1, out)
    return new Booster(new MadeBooster(out[0]) as never)
  }

  /** Takes over the trees of `model`, to boost it further. @throws XGBOOST_ERROR */
  continueFrom(model: Booster): this {
    const bytes = model.toBytes()
    this.#columns = undefined
    this.#library.callSync("XGBoosterLoadModelFromBuffer", this.pointer, bytes, bytes.length)
    return this
  }

  /** Keeps a text under a name with the model, in its files too; `undefined` takes it away. @throws INVALID_ARGUMENT */
  setAttr(name: string, value: string | undefined): this {
    checkText("name", name)
    if (value !== undefined) checkText("value", value)
    this.#library.callSync("XGBoosterSetAttr", this.pointer, name, value ?? null)
    return this
  }

  /** What {@link setAttr} kept. @throws INVALID_ARGUMENT */
  attr(name: string): string | undefined {
    checkText("name", name)
    const [out, success]: [[string], [number]] = [[""], [0]]
    this.#library.callSync("XGBoosterGetAttr", this.pointer, name, out, success)
    return success[0] === 1 ? out[0] : undefined
  }

  /** Sets `bestIteration` and `bestScore`, and keeps them with the model as Python does. */
  setBest(round: number, score: number): this {
    this.bestIteration = round
    this.bestScore = score
    return this.setAttr("best_iteration", String(round)).setAttr("best_score", String(score))
  }

  /** Says that the training is over: frees what is kept for the next round, and lets others train on its thread. */
  async rest(): Promise<this> {
    // On its thread: on the event loop's, XGBoost would start native threads there too, which slow all others down.
    if (this.#library.has("XGBoosterReset"))
      await useHandles(this, [], (pointer) => this.#library.call(this.#home.forReading(), "XGBoosterReset", pointer))
    this.#home.rest()
    return this
  }

  /** Has this booster trained on the thread of another, as Python's `cv` has all folds: the random numbers are those of one thread. */
  trainBeside(other: Booster): this {
    this.#home.share(other.#home)
    return this
  }

  #setStrings(field: string, values: readonly string[] | undefined): void {
    if (values === undefined) return
    this.#library.callSync("XGBoosterSetStrFeatureInfo", this.pointer, field, [...values], values.length)
  }

  /** @throws INVALID_DATA, INVALID_ARGUMENT */
  #checkPredict(data: DMatrix, options: PredictOptions): string {
    checkMatrix(data)
    const { numFeatures, featureNames: names } = this
    if (data.numCol !== numFeatures)
      throw new ParzenError("INVALID_DATA", `data has ${data.numCol} columns, the model was trained on ${numFeatures}`)
    const other =
      data.featureNames === undefined ? undefined : names?.find((name, i) => name !== data.featureNames?.[i])
    if (other !== undefined)
      throw new ParzenError(
        "INVALID_DATA",
        `data has columns of other names, the model was trained on ${names?.join(", ")}`,
      )
    return predictConfig(options)
  }
}

/** @throws INVALID_ARGUMENT, UNKNOWN_PARAMETER, XGBOOST_ERROR */
function create(library: XGBoostLibrary, params: XGBoostParams, data: readonly DMatrix[]): Pointer {
  const pairs = paramPairs(params)
  for (const matrix of data) checkMatrix(matrix)
  const [first] = data
  if (first !== undefined) checkParams(library, pairs, first.numCol)
  const out: [Pointer] = [0n]
  const addresses = data.map(({ address }) => address)
  library.callSync("XGBoosterCreate", addresses, addresses.length, out)
  const silently = ["verbosity", "1"] as const
  for (const [name, value] of [silently, ...pairs]) library.callSync("XGBoosterSetParam", out[0], name, value)
  return out[0]
}

function* updateSteps(
  pointers: readonly [booster: Pointer, data: Pointer],
  dtrain: DMatrix,
  iteration: number,
  objective: ObjectiveFunction | undefined,
): Steps<void> {
  if (objective !== undefined) yield* boostSteps(pointers, dtrain, iteration, objective)
  else yield ["XGBoosterUpdateOneIter", pointers[0], iteration, pointers[1]]
}

/** C takes a number for an address, and a zero for the end. */
function checkText(option: string, value: unknown): void {
  if (typeof value !== "string" || value.includes("\0"))
    throw new ParzenError("INVALID_ARGUMENT", `${option}: takes a text without zeros, got ${describe(value)}`)
}

function checkMatrix(data: unknown): void {
  if (!(data instanceof DMatrix))
    throw new ParzenError("INVALID_ARGUMENT", `data: takes a DMatrix, got ${describe(data)}`)
}
