import { readFile, writeFile } from "node:fs/promises"
import type { Evaluation, LibraryThread, Pointer, TableData } from "@parzen/boosting"
import { keepHandles, NativeHandle, useHandles } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { checkClasses } from "../data/check-classes.ts"
import { Dataset } from "../data/dataset.ts"
import { lightgbm } from "../load-lightgbm.ts"
import type { LightGBMParams, MetricFunction, ObjectiveFunction } from "../params/params.ts"
import { checkForcedFiles } from "../params/check-forced-files.ts"
import { checkMetrics } from "../params/metric-names.ts"
import type { ResolvedParams } from "../params/resolve-params.ts"
import { binningParams, paramsText, resolveParams, verbosityOf } from "../params/resolve-params.ts"
import { derivativesOf } from "./derivatives-of.ts"
import type { NamedData } from "./evaluate.ts"
import { customEvaluations, evaluationsOf, metricsOf } from "./evaluate.ts"
import { checkModelText } from "../model/check-model-text.ts"
import type { ImportanceType, ModelTextOptions } from "./model-text.ts"
import { featureImportance, modelTextCall } from "./model-text.ts"
import type { Predictions, PredictOptions } from "./predict.ts"
import { PredictCall } from "./predict.ts"

/** What a booster is trained on, and where. */
interface Training {
  readonly data: Dataset
  /** Lets the data go. */
  readonly share: () => void
  readonly thread: LibraryThread
}

/**
 * A model: trees that are added round by round to a {@link Dataset}, or that were loaded. Methods without `Sync` do their work on a
 * thread of their own and let the event loop go on; until one has ended no other may be called.
 */
export class Booster extends NativeHandle {
  /** After how many rounds it was best, by early stopping; 0 where nobody looked. `predict` goes so far, and what saves. */
  bestIteration = 0
  /** What it was worth then, or else after the last round: `bestScore.valid_0.auc`. */
  bestScore: Readonly<Record<string, Readonly<Record<string, number>>>> = {}
  #params: ResolvedParams
  readonly #data: NamedData[]
  /** They let go the data that it was given. */
  readonly #shares: (() => void)[]
  /** The names of its metrics, once they were asked for. */
  #metrics: readonly string[] | undefined
  /** That of its training. */
  readonly #thread: LibraryThread | undefined

  private constructor(pointer: Pointer, params: ResolvedParams, { data, share, thread }: Partial<Training> = {}) {
    const shares = share === undefined ? [] : [share]
    super("the Booster", pointer, () => {
      lightgbm().callSync("LGBM_BoosterFree", [pointer])
      for (const release of shares.splice(0)) release()
      thread?.release()
    })
    this.#params = params
    this.#data = data === undefined ? [] : [{ name: "training", data }]
    this.#shares = shares
    this.#thread = thread
  }

  /**
   * A model without trees, to be trained on `trainSet` by {@link update}.
   * @throws UNKNOWN_PARAMETER, HANDLE_DISPOSED; INVALID_ARGUMENT for an unknown metric too; LIGHTGBM_ERROR for an unknown objective, or labels that it does not take
   */
  static async create(params: LightGBMParams, trainSet: Dataset): Promise<Booster> {
    checkDataset(trainSet)
    const given = resolveParams(params)
    const binned = await trainSet.binned(given)
    const resolved = { ...given, ...binningParams(trainSet.resolvedParams) }
    const [out, share] = [new BigUint64Array(1), binned.share()]
    const thread = lightgbm().idlestThread()
    thread.hold()
    try {
      const args = [binned.pointer, paramsText(resolved), out]
      await lightgbm().call("LGBM_BoosterCreate", args, verbosityOf(resolved), thread)
    } catch (error) {
      share()
      thread.release()
      throw error
    }
    return new Booster(out[0] as bigint, resolved, { data: trainSet, share, thread }).#checked()
  }

  /** As {@link create}, and waits for it. */
  static createSync(params: LightGBMParams, trainSet: Dataset): Booster {
    checkDataset(trainSet)
    const given = resolveParams(params)
    const binned = trainSet.binnedSync(given)
    const resolved = { ...given, ...binningParams(trainSet.resolvedParams) }
    const out = new BigUint64Array(1)
    lightgbm().callSync("LGBM_BoosterCreate", [binned.pointer, paramsText(resolved), out], verbosityOf(resolved))
    return new Booster(out[0] as bigint, resolved, { data: trainSet, share: binned.share() }).#checked()
  }

  /** The model of {@link modelToString}, or of Python's `model_to_string`. @throws INVALID_MODEL for a text that is none */
  static fromString(text: string): Booster {
    checkModelText(text)
    const [rounds, out] = [new Int32Array(1), new BigUint64Array(1)]
    try {
      lightgbm().callSync("LGBM_BoosterLoadModelFromString", [
        Buffer.from(`${text.replace(TREE_SIZES, "")}\0`),
        rounds,
        out,
      ])
    } catch (error) {
      throw new ParzenError("INVALID_MODEL", `the text is no model of LightGBM: ${(error as Error).message}`, {
        cause: error,
      })
    }
    return new Booster(out[0] as bigint, {})
  }

  /** The model of a file of {@link saveModel}, or of Python's `save_model`. @throws INVALID_MODEL, for a missing file too */
  static async load(path: string): Promise<Booster> {
    try {
      return Booster.fromString(await readFile(path, "utf8"))
    } catch (error) {
      throw new ParzenError("INVALID_MODEL", `${describe(path)}: ${(error as Error).message}`, { cause: error })
    }
  }

  /** The parameters by their main names; of a loaded model none. */
  get params(): ResolvedParams {
    return this.#params
  }

  /** How many rounds it has been trained. */
  get currentIteration(): number {
    return lightgbm().number("LGBM_BoosterGetCurrentIteration", [this.pointer])
  }

  /** How many trees a round adds: one for each class where there are several. */
  get numModelPerIteration(): number {
    return lightgbm().number("LGBM_BoosterNumModelPerIteration", [this.pointer])
  }

  /** How many columns the data has. */
  get numFeature(): number {
    return lightgbm().number("LGBM_BoosterGetNumFeature", [this.pointer])
  }

  /** The names of the columns. */
  get featureName(): string[] {
    return lightgbm().strings("LGBM_BoosterGetFeatureNames", this.pointer, this.numFeature)
  }

  /** Adds data to evaluate with: its reference becomes the training data. @throws INVALID_DATA, LIGHTGBM_ERROR */
  async addValid(data: Dataset, name = `valid_${this.#data.length - 1}`): Promise<this> {
    this.#checkTraining()
    checkDataset(data)
    // Data that several trainings evaluate with is binned for each in turn.
    await data.inTurn(async () => {
      const binned = await data.setReference(this.#trainSet).binned(this.#params, this.#thread)
      checkClasses(data, this.#metricNames, this.#params)
      const share = binned.share()
      this.#shares.push(share)
      try {
        const verbosity = verbosityOf(this.#params)
        await useHandles(this, [], (pointer) =>
          lightgbm().call("LGBM_BoosterAddValidData", [pointer, binned.pointer], verbosity, this.#thread),
        )
      } catch (error) {
        const at = this.#shares.indexOf(share)
        if (at >= 0) this.#shares.splice(at, 1)[0]?.()
        throw error
      }
    })
    this.#data.push({ name, data })
    return this
  }

  /** As {@link addValid}, and waits for it. */
  addValidSync(data: Dataset, name = `valid_${this.#data.length - 1}`): this {
    this.#checkTraining()
    checkDataset(data)
    const binned = data.setReference(this.#trainSet).binnedSync(this.#params)
    checkClasses(data, this.#metricNames, this.#params)
    lightgbm().callSync("LGBM_BoosterAddValidData", [this.pointer, binned.pointer], verbosityOf(this.#params))
    this.#shares.push(binned.share())
    this.#data.push({ name, data })
    return this
  }

  /** Trains one round, with a loss of your own if given; whether the new trees have no splits. @throws LIGHTGBM_ERROR, INVALID_DATA */
  async update(objective?: ObjectiveFunction): Promise<boolean> {
    this.#checkTraining()
    const finished = new Int32Array(1)
    const derivatives = this.#derivatives(objective)
    const name = derivatives.length > 0 ? "LGBM_BoosterUpdateOneIterCustom" : "LGBM_BoosterUpdateOneIter"
    await useHandles(this, [], (pointer) =>
      lightgbm().call(name, [pointer, ...derivatives, finished], verbosityOf(this.#params), this.#thread),
    )
    return finished[0] === 1
  }

  /** As {@link update}, and waits for it. */
  updateSync(objective?: ObjectiveFunction): boolean {
    this.#checkTraining()
    const finished = new Int32Array(1)
    const derivatives = this.#derivatives(objective)
    const name = derivatives.length > 0 ? "LGBM_BoosterUpdateOneIterCustom" : "LGBM_BoosterUpdateOneIter"
    lightgbm().callSync(name, [this.pointer, ...derivatives, finished], verbosityOf(this.#params))
    return finished[0] === 1
  }

  /** Takes the last round back. @throws LIGHTGBM_ERROR */
  rollbackOneIter(): this {
    this.#checkTraining()
    lightgbm().callSync("LGBM_BoosterRollbackOneIter", [this.pointer], verbosityOf(this.#params))
    return this
  }

  /** Changes parameters for the rounds to come. @throws INVALID_ARGUMENT; LIGHTGBM_ERROR for one that cannot change now */
  resetParameter(params: LightGBMParams): this {
    this.#checkTraining()
    const merged = { ...this.#params, ...resolveParams(params) }
    checkForcedFiles(merged, this.numFeature)
    if (String(merged["use_quantized_grad"] ?? false) !== String(this.#params["use_quantized_grad"] ?? false))
      throw new ParzenError("INVALID_ARGUMENT", "'use_quantized_grad': cannot change in the middle of a training")
    const changed = { ...resolveParams(params), verbosity: verbosityOf(merged) }
    lightgbm().callSync("LGBM_BoosterResetParameter", [this.pointer, paramsText(changed)], verbosityOf(merged))
    this.#params = merged
    this.#metrics = undefined
    return this
  }

  /** What the model is worth on the training data. `name` is how evaluations call it. */
  async evalTrain(feval?: MetricFunction | readonly MetricFunction[], name = "training"): Promise<Evaluation[]> {
    return this.#evaluate(0, feval, name)
  }

  /** What the model is worth on each of the validation data. */
  async evalValid(feval?: MetricFunction | readonly MetricFunction[]): Promise<Evaluation[]> {
    const all: Evaluation[] = []
    for (let at = 1; at < this.#data.length; at++) all.push(...(await this.#evaluate(at, feval)))
    return all
  }

  /** As {@link evalTrain}, and waits for it. */
  evalTrainSync(feval?: MetricFunction | readonly MetricFunction[], name = "training"): Evaluation[] {
    return this.#evaluateSync(0, feval, name)
  }

  /** As {@link evalValid}, and waits for it. */
  evalValidSync(feval?: MetricFunction | readonly MetricFunction[]): Evaluation[] {
    return this.#data.slice(1).flatMap((_, i) => this.#evaluateSync(i + 1, feval))
  }

  /** What the model says of each row. @throws INVALID_DATA for another number of columns; LIGHTGBM_ERROR */
  async predict(data: TableData, options: PredictOptions = {}): Promise<Predictions> {
    const call = new PredictCall(this.pointer, data, this.#predicting(options))
    await useHandles(this, [], () =>
      lightgbm().call("LGBM_BoosterPredictForMat", call.args, call.verbosity, this.#thread),
    )
    return call.result()
  }

  /** As {@link predict}, and waits for it. */
  predictSync(data: TableData, options: PredictOptions = {}): Predictions {
    const call = new PredictCall(this.pointer, data, this.#predicting(options))
    lightgbm().callSync("LGBM_BoosterPredictForMat", call.args, call.verbosity)
    return call.result()
  }

  /** The model as text, which Python's LightGBM reads too; up to the best iteration. */
  modelToString(options: ModelTextOptions = {}): string {
    return lightgbm().text("LGBM_BoosterSaveModelToString", modelTextCall(this.pointer, this.#limited(options)))
  }

  /** Writes {@link modelToString} to a file. */
  async saveModel(path: string, options: ModelTextOptions = {}): Promise<void> {
    await writeFile(path, this.modelToString(options))
  }

  /** The trees as an object, as Python's `dump_model` has them. */
  dumpModel(options: ModelTextOptions = {}): Record<string, unknown> {
    const args = modelTextCall(this.pointer, this.#limited(options))
    return JSON.parse(lightgbm().text("LGBM_BoosterDumpModel", args)) as Record<string, unknown>
  }

  /** For each column how often the trees split by it, or how much that gained; up to the best iteration. */
  featureImportance(importanceType: ImportanceType = "split", numIteration: number = this.bestIteration): Float64Array {
    return featureImportance(this.pointer, this.numFeature, importanceType, numIteration)
  }

  /** This model without the data that it was trained on, as it would be after saving and loading: `train` answers it so. */
  async withoutData(): Promise<Booster> {
    const [rounds, out] = [new Int32Array(1), new BigUint64Array(1)]
    await useHandles(this, [], async (pointer) => {
      const args = modelTextCall(pointer, this.#limited({}))
      const text = await lightgbm().bytes("LGBM_BoosterSaveModelToString", args, this.#thread)
      await lightgbm().call("LGBM_BoosterLoadModelFromString", [text, rounds, out], -1, this.#thread)
    })
    const { bestIteration, bestScore } = this
    return Object.assign(new Booster(out[0] as bigint, this.#params), { bestIteration, bestScore })
  }

  get #metricNames(): readonly string[] {
    return (this.#metrics ??= metricsOf(this.pointer))
  }

  get #trainSet(): Dataset {
    return (this.#data[0] as NamedData).data
  }

  /** This booster, or nothing left of it if its parameters ask for metrics that there are not. */
  #checked(): this {
    try {
      checkMetrics(this.#params, this.#metricNames)
      checkClasses(this.#trainSet, this.#metricNames, this.#params)
      return this
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  #checkTraining(): void {
    if (this.#data.length > 0) return
    throw new ParzenError(
      "NO_TRAINING_DATA",
      "this Booster was loaded, or trained to its end: it has no data to train on",
    )
  }

  #derivatives(objective: ObjectiveFunction | undefined): readonly Float32Array[] {
    if (objective === undefined) return []
    if (this.#params["objective"] !== "none") this.resetParameter({ objective: "none" })
    return derivativesOf(this.pointer, this.#trainSet, objective)
  }

  async #evaluate(at: number, feval: FevalOption, name?: string): Promise<Evaluation[]> {
    this.#checkTraining()
    const { data, name: given } = this.#data[at] as NamedData
    const metrics = this.#metricNames
    const [n, out] = [new Int32Array(1), new Float64Array(metrics.length)]
    if (out.length > 0)
      await useHandles(this, [], (pointer) =>
        lightgbm().call("LGBM_BoosterGetEval", [pointer, at, n, out], verbosityOf(this.#params), this.#thread),
      )
    return [
      ...evaluationsOf(name ?? given, metrics, out),
      ...keepHandles([this], () => customEvaluations(this.pointer, at, name ?? given, data, feval)),
    ]
  }

  #evaluateSync(at: number, feval: FevalOption, name?: string): Evaluation[] {
    this.#checkTraining()
    const { data, name: given } = this.#data[at] as NamedData
    const metrics = this.#metricNames
    const [n, out] = [new Int32Array(1), new Float64Array(metrics.length)]
    if (out.length > 0)
      lightgbm().callSync("LGBM_BoosterGetEval", [this.pointer, at, n, out], verbosityOf(this.#params))
    return [
      ...evaluationsOf(name ?? given, metrics, out),
      ...keepHandles([this], () => customEvaluations(this.pointer, at, name ?? given, data, feval)),
    ]
  }

  #predicting(options: PredictOptions): PredictOptions & { readonly numFeature: number } {
    const { startIteration = 0 } = options
    const numIteration = startIteration > 0 ? -1 : this.bestIteration
    const params = { verbosity: verbosityOf(this.#params), ...options.params }
    return { numIteration, ...options, params, numFeature: this.numFeature }
  }

  #limited(options: ModelTextOptions): ModelTextOptions {
    return { numIteration: this.bestIteration, ...options }
  }
}

/** With it trees are read in parallel, and a broken one ends the process; without it that is an error. */
const TREE_SIZES = /^tree_sizes=.*\r?\n/m

type FevalOption = MetricFunction | readonly MetricFunction[] | undefined

function checkDataset(data: unknown): void {
  if (!(data instanceof Dataset)) throw new ParzenError("INVALID_DATA", `data: takes a Dataset, got ${describe(data)}`)
}
