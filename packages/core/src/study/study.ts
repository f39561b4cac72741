import type { Distribution, Params } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import { log } from "../logging.ts"
import type { Pruner } from "../pruners/pruner.ts"
import type { Sampler } from "../samplers/sampler.ts"
import type { StaleTrialCallback } from "../storage/storage.ts"
import type { Attrs } from "../trial/attrs.ts"
import { checkAttrs } from "../trial/attrs.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { TrialRecord } from "../trial/frozen-trial.ts"
import type { FinishedState } from "../trial/state.ts"
import { isFinished } from "../trial/state.ts"
import { paretoFrontTrials } from "./pareto-front.ts"
import { checkTrial } from "../trial/validate.ts"
import { VIEW } from "../trial/view.ts"
import { isEnqueued } from "./enqueued.ts"
import type { Link } from "./link.ts"
import type { Objective } from "./optimize.ts"
import { runOptimize } from "./optimize.ts"
import type { Callback, LoopOptions } from "./optimize-options.ts"
import type { ObjectiveValue } from "./outcome.ts"
import { toldOutcome } from "./outcome.ts"
import { Runs } from "./runs.ts"
import type { Trial } from "./trial.ts"

const METRIC_NAMES = "study:metric_names"

/** Options of {@link Study.optimize}. */
export type OptimizeOptions = LoopOptions<Study>

/** Called after each trial of {@link Study.optimize}, awaited; what it throws ends the loop. */
export type StudyCallback = Callback<Study>

/** Options of {@link Study.ask}. */
export interface AskOptions {
  /** Parameters to suggest at once. */
  readonly fixedDistributions?: Readonly<Record<string, Distribution>> | undefined
}

/** Options of {@link Study.tell}. */
export interface TellOptions {
  /** How the trial ended. By default complete, or failed if the values are not one number for each objective. */
  readonly state?: FinishedState | undefined
  /** Whether telling a trial that has finished already is no error. */
  readonly skipIfFinished?: boolean | undefined
}

/** Options of {@link Study.enqueueTrial}. */
export interface EnqueueOptions {
  readonly userAttrs?: Readonly<Record<string, unknown>> | undefined
  /** Whether to leave out what has been tried or waits already (numbers to a relative 1e-5). */
  readonly skipIfExists?: boolean | undefined
}

/**
 * The search for the best parameters of one or more objectives: a sequence of trials. Made by `createStudy` and `loadStudy`.
 * What is read from it (`trials`, `bestTrial`, ...) is as of the last awaited call.
 */
export class Study {
  sampler: Sampler
  pruner: Pruner
  readonly #link: Link
  readonly #runs: Runs
  #optimizing = false

  static {
    Object.defineProperty(Study.prototype, VIEW, {
      get(this: Study) {
        return this.#link.view
      },
    })
  }

  /** Made by `createStudy` and `loadStudy`; not for direct use. */
  constructor(link: Link, sampler: Sampler, pruner: Pruner, onStale?: StaleTrialCallback) {
    this.sampler = sampler
    this.pruner = pruner
    this.#link = link
    this.#runs = new Runs(link, this, onStale)
  }

  get studyName(): string {
    return this.#link.view.studyName
  }

  /** @throws SINGLE_OBJECTIVE_ONLY with several objectives: read `directions`. */
  get direction(): Direction {
    const { directions } = this
    if (directions.length === 1) return directions[0] as Direction
    throw new ParzenError("SINGLE_OBJECTIVE_ONLY", `the study has ${directions.length} directions: read 'directions'`)
  }

  /** One for each objective. */
  get directions(): readonly Direction[] {
    return this.#link.view.directions
  }

  /** All trials by number, running and waiting ones too. The array and what runs go on changing; copy to keep. */
  get trials(): readonly FrozenTrial[] {
    return this.#link.view.trials
  }

  /**
   * The complete trial with the best value, the earliest of equals; a feasible one if there are constraints.
   * @throws NO_COMPLETE_TRIAL, NO_FEASIBLE_TRIAL, SINGLE_OBJECTIVE_ONLY
   */
  get bestTrial(): FrozenTrial {
    return this.#runs.bestTrial
  }

  /** The value of {@link bestTrial}. @throws as it does */
  get bestValue(): number {
    return this.bestTrial.value as number
  }

  /** The parameters of {@link bestTrial}. @throws as it does */
  get bestParams(): Params {
    return { ...this.bestTrial.params }
  }

  /** The complete trials that no other is better than in every objective, feasible ones only if there are constraints. */
  get bestTrials(): FrozenTrial[] {
    return paretoFrontTrials(this.trials, this.directions)
  }

  get userAttrs(): Attrs {
    return this.#link.view.userAttrs
  }

  get systemAttrs(): Attrs {
    return this.#link.view.systemAttrs
  }

  /** The names of the objectives, if they were set. */
  get metricNames(): readonly string[] | undefined {
    return this.systemAttrs[METRIC_NAMES] as readonly string[] | undefined
  }

  /** Names the objectives, for log lines, tables and figures. @throws INVALID_ARGUMENT unless there is one name for each */
  async setMetricNames(names: readonly string[]): Promise<void> {
    const expected = this.directions.length
    if (!Array.isArray(names) || names.length !== expected || names.some((name) => typeof name !== "string")) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `setMetricNames takes ${expected} string(s), one for each objective, got ${describe(names)}`,
      )
    }
    this.#link.view.setSystemAttr(METRIC_NAMES, [...names])
    await this.sync()
  }

  /** Keeps `value`, anything that JSON can hold, with the study. @throws INVALID_ATTR */
  async setUserAttr(key: string, value: unknown): Promise<void> {
    this.#link.view.setUserAttr(key, value)
    await this.sync()
  }

  /** Sends what is queued and brings in what other workers did. */
  async sync(): Promise<void> {
    await this.#link.sync()
  }

  /**
   * Runs trials until `nTrials`, `timeoutMs`, {@link stop}, `signal` or the sampler ends it. An error of the objective that is
   * not in `catch`, or of a callback, ends it too, after the trials that still run.
   * @throws NESTED_OPTIMIZE, INVALID_ARGUMENT, the objective's error, the callback's error, the signal's reason
   */
  async optimize(objective: Objective, options: OptimizeOptions = {}): Promise<void> {
    if (this.#optimizing) throw new ParzenError("NESTED_OPTIMIZE", "this study is being optimized already")
    const { view } = this.#link
    this.#optimizing = true
    view.stopped = false
    try {
      await runOptimize(this, objective, options, this.#runs)
    } finally {
      this.#optimizing = false
    }
  }

  /** Ends {@link optimize} after the trials that run now. @throws NOT_OPTIMIZING outside an objective or callback */
  stop(): void {
    if (!this.#optimizing) throw new ParzenError("NOT_OPTIMIZING", "stop() ends optimize(), which is not running")
    this.#link.view.stopped = true
  }

  /** Starts a trial: the oldest that was enqueued, else a new one. Whoever asks has to tell. */
  ask({ fixedDistributions }: AskOptions = {}): Promise<Trial> {
    return this.#runs.start(fixedDistributions)
  }

  /**
   * Ends a trial. With wrong values and no state it fails, with a warning; a pruned one takes its last report as its value.
   * Telling the same again is no error if the storage finds it was told so. What another process has queued for a trial is
   * there once it has called {@link sync}.
   * @param trial the trial, or its number, also one that another process asked for.
   * @throws TRIAL_NOT_FOUND, TRIAL_NOT_RUNNING, TRIAL_FINISHED, LEASE_LOST, INVALID_VALUES, INVALID_STATE
   */
  async tell(
    trial: Trial | number,
    values?: ObjectiveValue | null,
    { state, skipIfFinished = false }: TellOptions = {},
  ): Promise<FrozenTrial> {
    const known = await this.#runs.lookUp(trial)
    if (isFinished(known.state) && skipIfFinished) {
      log("info", `Trial ${known.number} has finished already (${known.state}): what was told is skipped.`)
      return known
    }
    if (known.state !== "running") {
      const code = isFinished(known.state) ? "TRIAL_FINISHED" : "TRIAL_NOT_RUNNING"
      throw new ParzenError(code, `trial ${known.number} cannot be told: it is ${known.state}`)
    }
    const outcome = toldOutcome(known, values, state, this.directions.length)
    if (outcome.mistake !== undefined) log("warning", `Trial ${known.number} failed: ${outcome.mistake}`)
    return this.#runs.finish(known.number, outcome, outcome.mistake)
  }

  /**
   * Puts a trial with these parameters in the queue; parameters left out are sampled.
   * @throws INVALID_ARGUMENT for params that are no object, INVALID_ATTR
   */
  async enqueueTrial(params: Params, { userAttrs = {}, skipIfExists = false }: EnqueueOptions = {}): Promise<void> {
    if (!isPlainObject(params)) {
      throw new ParzenError("INVALID_ARGUMENT", `enqueueTrial takes an object of parameters, got ${describe(params)}`)
    }
    if (skipIfExists) {
      await this.sync()
      if (this.trials.some((trial) => isEnqueued(trial, params))) {
        log("info", `Trial with params ${JSON.stringify(params)} already exists. Skipping enqueue.`)
        return
      }
    }
    const waiting = {
      userAttrs: checkAttrs(userAttrs),
      systemAttrs: checkAttrs({ fixed_params: params }),
    }
    await this.addTrial(new TrialRecord({ number: -1, id: -1, state: "waiting", ...waiting }))
  }

  /** Adds a trial made by `createTrial`, or of another study. @throws INVALID_TRIAL, INVALID_VALUES */
  async addTrial(trial: FrozenTrial): Promise<void> {
    await this.addTrials([trial])
  }

  /** Adds trials, all or none. @throws INVALID_TRIAL, INVALID_VALUES, INCOMPATIBLE_DISTRIBUTION */
  async addTrials(trials: Iterable<FrozenTrial>): Promise<void> {
    if (typeof trials?.[Symbol.iterator] !== "function") {
      throw new ParzenError("INVALID_ARGUMENT", `addTrials takes trials, got ${describe(trials)}`)
    }
    const added = [...trials]
    const expected = this.directions.length
    for (const trial of added) {
      checkTrial(trial)
      if (trial.values !== undefined && trial.values.length !== expected) {
        throw new ParzenError(
          "INVALID_VALUES",
          `the added trial has ${trial.values.length} values, the study ${expected} objective(s)`,
        )
      }
    }
    this.#link.view.checkCompatible(added)
    await this.#link.storage.addTrials(this.#link.studyId, added)
    await this.sync()
  }
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
