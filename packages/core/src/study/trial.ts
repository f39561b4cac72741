import type { CategoricalChoice } from "../distributions/categorical.ts"
import { CategoricalDistribution } from "../distributions/categorical.ts"
import type { Distribution, Params, ParamValue, ValueOf } from "../distributions/distribution.ts"
import { checkCompatible, checkDistribution, sameChoices, sameDistribution } from "../distributions/distribution.ts"
import type { FloatOptions } from "../distributions/float.ts"
import { FloatDistribution } from "../distributions/float.ts"
import type { IntOptions } from "../distributions/int.ts"
import { IntDistribution } from "../distributions/int.ts"
import { isParzenError, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import type { Pruner } from "../pruners/pruner.ts"
import type { Sampler } from "../samplers/sampler.ts"
import type { SearchSpace } from "../space/search-space.ts"
import { EMPTY_SPACE } from "../space/search-space.ts"
import type { Attrs, Json } from "../trial/attrs.ts"
import { checkAttr } from "../trial/attrs.ts"
import type { Constraints } from "../trial/constraints.ts"
import { checkConstraint, constraintKey } from "../trial/constraints.ts"
import { checkReport } from "../trial/report.ts"
import { VIEW } from "../trial/view.ts"
import type { Link } from "./link.ts"
import type { LiveRecord } from "./live-record.ts"
import { Verdict } from "./verdict.ts"

/** What a study may do with its trial, and an objective may not. */
export interface TrialControls {
  /** The record behind the trial. */
  record(trial: Trial): LiveRecord
  /** Ends what the objective may still do with the trial. */
  close(trial: Trial): void
  /** Aborts `signal`; the trial stays open. */
  abort(trial: Trial, reason: unknown): void
  /** Has `listener` hear when `signal` aborts, which then need not be made for it; `undefined` for nobody. */
  watch(trial: Trial, listener: ((reason: unknown) => void) | undefined): void
  /** Whether the last `shouldPrune` was asked for and never awaited. */
  forgotAwait(trial: Trial): boolean
}

/** Set by {@link Trial}, whose private parts it reaches. */
export let controls: TrialControls

const NO_OPTIONS: FloatOptions = {}

/** A trial being run: it gives the parameters, takes the reports, and says whether to go on. Objectives receive one. */
export class Trial {
  readonly #record: LiveRecord
  readonly #link: Link
  readonly #sampler: Sampler
  readonly #pruner: Pruner
  /** Of an enqueued trial. */
  readonly #fixed: Readonly<Record<string, Json>> | undefined
  #space: SearchSpace | undefined
  #relative: Params | undefined
  #controller: AbortController | undefined
  #onAbort: ((reason: unknown) => void) | undefined
  #ended = false
  #verdict: Verdict | undefined

  static {
    controls = {
      record: (trial) => trial.#record,
      close: (trial) => void (trial.#ended = true),
      abort: (trial, reason) => trial.#abort(reason),
      watch: (trial, listener) => void (trial.#onAbort = listener),
      forgotAwait: (trial) => trial.#verdict?.awaited === false,
    }
    Object.defineProperty(Trial.prototype, VIEW, {
      get(this: Trial) {
        this.#checkOpen()
        return this.#record
      },
    })
  }

  /** Made by a study; not for direct use. */
  constructor(record: LiveRecord, link: Link, sampler: Sampler, pruner: Pruner) {
    this.#record = record
    this.#link = link
    this.#sampler = sampler
    this.#pruner = pruner
    this.#fixed = record.systemAttrs["fixed_params"] as Readonly<Record<string, Json>> | undefined
  }

  /** Counts from 0 within the study. */
  get number(): number {
    return this.#record.number
  }

  /** The values suggested so far. */
  get params(): Params {
    return { ...this.#record.params }
  }

  /** The distributions suggested from so far. */
  get distributions(): Record<string, Distribution> {
    return { ...this.#record.distributions }
  }

  get userAttrs(): Attrs {
    return this.#record.userAttrs
  }

  /** The constraint values set so far. */
  get constraints(): Constraints {
    return this.#record.constraints
  }

  get datetimeStart(): Date | undefined {
    return this.#record.datetimeStart
  }

  /** Aborts when the study is cancelled, the trial exceeds its time or its lease is lost. Pass it on to what takes long. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#ended) this.#controller.abort(this.#hasFinished())
    return this.#controller.signal
  }

  /**
   * A real number from `low` to `high`, both included; on the grid `low + k * step`, or on a logarithmic scale. Asked again
   * under the same name, the same value.
   * @throws INVALID_DISTRIBUTION, INCOMPATIBLE_DISTRIBUTION, INVALID_PARAM_NAME, TRIAL_FINISHED
   */
  suggestFloat(name: string, low: number, high: number, options?: FloatOptions): number {
    return this.#suggestNumber(name, "float", low, high, options)
  }

  /**
   * An integer from `low` to `high`, both included; on the grid `low + k * step`, or on a logarithmic scale. Asked again under
   * the same name, the same value.
   * @throws INVALID_DISTRIBUTION, INCOMPATIBLE_DISTRIBUTION, INVALID_PARAM_NAME, TRIAL_FINISHED
   */
  suggestInt(name: string, low: number, high: number, options?: IntOptions): number {
    return this.#suggestNumber(name, "int", low, high, options)
  }

  /**
   * One of `choices`, which stay the same throughout the study.
   * @throws INVALID_DISTRIBUTION, INCOMPATIBLE_DISTRIBUTION, INVALID_PARAM_NAME, TRIAL_FINISHED
   */
  suggestCategorical<const T extends CategoricalChoice>(name: string, choices: readonly T[]): T {
    const last = this.#link.view.lastDistribution(name)
    const same = last?.kind === "categorical" && Array.isArray(choices) && sameChoices(last.choices, choices)
    if (same) return this.#suggestLast(name, last) as T
    return this.#suggest(
      name,
      named(name, () => new CategoricalDistribution(choices)),
    ) as T
  }

  /** A value for every key of `space`, in its order: `trial.suggest({ lr: float(1e-5, 0.1, { log: true }), n: int(1, 8) })`. */
  suggest<S extends Readonly<Record<string, Distribution>>>(space: S): { [Name in keyof S]: ValueOf<S[Name]> } {
    const values: Params = {}
    for (const name of Object.keys(space)) values[name] = this.#suggest(name, checkDistribution(name, space[name]))
    return values as { [Name in keyof S]: ValueOf<S[Name]> }
  }

  /**
   * Reports the objective's value as it stands at `step`, a whole number from 0; fractions of a step are cut off. A step that
   * has been reported keeps its first value, with a warning. NaN and infinities are kept.
   * @throws INVALID_REPORT, SINGLE_OBJECTIVE_ONLY, TRIAL_FINISHED
   */
  report(value: number, step: number): void {
    this.#checkOpen()
    this.#checkSingle("report")
    const whole = checkReport(value, step)
    if (this.#record.intermediateValues[whole] !== undefined) {
      warn(`Trial ${this.number}: step ${whole} has been reported already, the value ${value} is ignored`)
      return
    }
    this.#record.report(value, whole)
  }

  /**
   * Whether the pruner would stop this trial now: then throw {@link TrialPruned}. Sends what is queued and brings in what others
   * have reported first. Must be awaited.
   * @throws SINGLE_OBJECTIVE_ONLY, TRIAL_FINISHED, LEASE_LOST
   */
  shouldPrune(): Promise<boolean> {
    this.#verdict = new Verdict(this.#decide())
    return this.#verdict
  }

  /** Keeps `value`, anything that JSON can hold, with the trial. @throws INVALID_ATTR, TRIAL_FINISHED */
  setUserAttr(key: string, value: unknown): void {
    this.#checkOpen()
    this.#record.setUserAttr(key, checkAttr(key, value))
  }

  /**
   * Sets the constraint `name`; the trial is feasible when all constraints are at most 0. One that is set keeps its first
   * value, with a warning.
   * @throws INVALID_CONSTRAINT, TRIAL_FINISHED
   */
  setConstraint(name: string, value: number): void {
    this.#checkOpen()
    const checked = checkConstraint(name, value)
    const key = constraintKey(name)
    if (Object.hasOwn(this.#record.systemAttrs, key)) {
      warn(`Trial ${this.number}: the constraint '${name}' has been set already, the value ${value} is ignored`)
      return
    }
    this.#record.setSystemAttr(key, checked)
  }

  async #decide(): Promise<boolean> {
    this.#checkOpen()
    this.#checkSingle("shouldPrune")
    await this.#link.sync()
    const refusal = this.#link.refusal(this.#record.id)
    if (refusal !== undefined) {
      this.#abort(refusal)
      throw refusal
    }
    return this.#pruner.prune(this.#link.view, this.#record)
  }

  #suggestNumber(name: string, kind: "float" | "int", low: number, high: number, options?: FloatOptions): number {
    const { step = kind === "int" ? 1 : undefined, log = false } = options ?? NO_OPTIONS
    const last = this.#link.view.lastDistribution(name)
    // Mostly it is as in the trial before: then nothing is made, and nothing checked again.
    if (last?.kind === kind && last.low === low && last.high === high && last.step === step && last.log === log)
      return this.#suggestLast(name, last) as number
    const Distribution = kind === "int" ? IntDistribution : FloatDistribution
    return this.#suggest(
      name,
      named(name, () => new Distribution(low, high, options)),
    ) as number
  }

  #suggest(name: string, wanted: Distribution): ParamValue {
    this.#checkOpen()
    const { view } = this.#link
    if (Object.hasOwn(this.#record.params, name)) return this.#suggestAgain(name, wanted)
    const distribution = view.distribution(name, wanted)
    const value = this.#suggestLast(name, distribution)
    view.learn(name, distribution)
    return value
  }

  /** Suggests from what `name` was drawn from last, or is to be drawn from. */
  #suggestLast(name: string, distribution: Distribution): ParamValue {
    this.#checkOpen()
    if (Object.hasOwn(this.#record.params, name)) return this.#suggestAgain(name, distribution)
    const value = this.#draw(name, distribution)
    this.#record.setParam(name, value, distribution)
    return value
  }

  #suggestAgain(name: string, wanted: Distribution): ParamValue {
    const { distributions, params } = this.#record
    const first = distributions[name] as Distribution
    checkCompatible(name, first, wanted)
    if (!sameDistribution(first, wanted))
      warn(`'${name}' was suggested from another range in this trial: its value stays`)
    return params[name] as ParamValue
  }

  #draw(name: string, distribution: Distribution): ParamValue {
    if (this.#fixed !== undefined && Object.hasOwn(this.#fixed, name)) return this.#fixedValue(name, distribution)
    if (distribution.single())
      return distribution.kind === "categorical" ? distribution.toExternal(0) : distribution.low
    if (this.#space === undefined) this.#drawRelative()
    if (this.#relative !== undefined && Object.hasOwn(this.#relative, name)) {
      const sampled = this.#relative[name] as ParamValue
      const drawnFrom = this.#space?.get(name)
      if (drawnFrom !== undefined && drawnFrom !== distribution) checkCompatible(name, drawnFrom, distribution)
      if (distribution.contains(distribution.toInternal(sampled))) return sampled
    }
    const value = this.#sampler.sampleIndependent(this.#link.view, this.#record, name, distribution)
    distribution.toInternal(value)
    return value
  }

  #fixedValue(name: string, distribution: Distribution): ParamValue {
    const value = this.#fixed?.[name] as ParamValue
    const internal = named(name, () => distribution.toInternal(value))
    if (!distribution.contains(internal))
      warn(`'${name}': the enqueued value ${value} is out of range and used all the same`)
    return value
  }

  #drawRelative(): void {
    const { view } = this.#link
    this.#space = this.#sampler.inferRelativeSearchSpace?.(view, this.#record) ?? EMPTY_SPACE
    if (this.#space.size > 0) this.#relative = this.#sampler.sampleRelative?.(view, this.#record, this.#space)
  }

  #abort(reason: unknown): void {
    this.#controller ??= new AbortController()
    if (this.#controller.signal.aborted) return
    this.#controller.abort(reason)
    this.#onAbort?.(reason)
  }

  #checkOpen(): void {
    if (this.#ended) throw this.#hasFinished()
  }

  #hasFinished(): ParzenError {
    return new ParzenError("TRIAL_FINISHED", `trial ${this.number} has finished and takes no more calls`)
  }

  #checkSingle(method: string): void {
    const { length } = this.#link.view.directions
    if (length > 1)
      throw new ParzenError("SINGLE_OBJECTIVE_ONLY", `${method} works with one objective, the study has ${length}`)
  }
}

/** Lets an error of `make` say the parameter's name. */
function named<T>(name: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!isParzenError(error)) throw error
    throw new ParzenError(error.code, `'${name}': ${error.message}`, { cause: error })
  }
}
