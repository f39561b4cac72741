import type * as Core from "../../src/index.ts"
import type { FrozenTrial, Params, ParamValue, Pruner, Sampler, Study, Trial } from "../../src/index.ts"
import type { Result } from "./objectives.ts"
import { OBJECTIVES } from "./objectives.ts"

/** A sampler or pruner by kind, with its options in our names. */
interface Named {
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
}

/** A number, or one that JSON has no word for. */
type GoldenNumber = number | { readonly number: "nan" | "inf" | "-inf" }

/** A trial as Optuna 5.0.0 left it. */
interface GoldenTrial {
  readonly number: number
  readonly state: "COMPLETE" | "PRUNED" | "FAIL"
  readonly params: Readonly<Record<string, ParamValue>>
  readonly values: readonly GoldenNumber[] | null
  readonly intermediate?: readonly (readonly [step: number, value: GoldenNumber])[]
  readonly constraints?: Readonly<Record<string, number>>
}

/** A whole study as Optuna 5.0.0 ran it. */
export interface Trace {
  readonly case: string
  readonly seed: number
  readonly sampler: Named
  readonly pruner: Named
  readonly objective: string
  readonly directions: readonly ("minimize" | "maximize")[]
  /** How many trials are asked, and have all their parameters suggested, before they are told in the reverse order. */
  readonly askedAtOnce: number
  readonly studyName: string
  readonly trials: readonly GoldenTrial[]
}

/** Runs the study of a trace with `core` and answers what is not as recorded: nothing, if all is well. Numbers may differ by 1e-9, relatively. */
export async function runTrace(trace: Trace, core: typeof Core): Promise<string[]> {
  const verbosity = core.getVerbosity()
  core.setVerbosity("silent")
  try {
    const study = await core.createStudy({
      studyName: trace.studyName,
      directions: trace.directions,
      sampler: createSampler(trace.sampler, trace.seed, core),
      pruner: createPruner(trace.pruner, core),
    })
    await (trace.askedAtOnce === 1 ? runOneByOne(study, trace, core) : runAtOnce(study, trace))
    return compareStudies(study.trials, trace.trials)
  } finally {
    core.setVerbosity(verbosity)
  }
}

function createSampler({ kind, options }: Named, seed: number, core: typeof Core): Sampler {
  const all = { ...options, seed } as never
  switch (kind) {
    case "random":
      return new core.RandomSampler(all)
    case "tpe":
      return new core.TPESampler(all)
    case "cmaes":
      return new core.CmaEsSampler(all)
    case "qmc":
      return new core.QMCSampler(all)
    case "grid":
      return new core.GridSampler(all)
    case "bruteforce":
      return new core.BruteForceSampler(all)
    case "nsgaii":
      return new core.NSGAIISampler(withCrossover(all, core))
    case "nsgaiii":
      return new core.NSGAIIISampler(withCrossover(all, core))
    case "partialFixed":
      return new core.PartialFixedSampler({
        fixedParams: options["fixedParams"] as Params,
        baseSampler: createSampler(options["base"] as Named, seed, core),
      })
    default:
      throw new Error(`no sampler of kind ${kind}`)
  }
}

/** The options with the crossover in place of its short name. */
function withCrossover(
  { crossover, ...options }: { readonly crossover?: string },
  core: typeof Core,
): Readonly<Record<string, unknown>> {
  const classes = {
    uniform: core.UniformCrossover,
    blxalpha: core.BLXAlphaCrossover,
    spx: core.SPXCrossover,
    sbx: core.SBXCrossover,
    vsbx: core.VSBXCrossover,
    undx: core.UNDXCrossover,
  }
  return crossover === undefined ? options : { ...options, crossover: new classes[crossover as keyof typeof classes]() }
}

function createPruner({ kind, options }: Named, core: typeof Core): Pruner {
  const all = options as never
  switch (kind) {
    case "nop":
      return new core.NopPruner()
    case "median":
      return new core.MedianPruner(all)
    case "percentile":
      return new core.PercentilePruner(all)
    case "threshold":
      return new core.ThresholdPruner(all)
    case "successiveHalving":
      return new core.SuccessiveHalvingPruner(all)
    case "hyperband":
      return new core.HyperbandPruner(all)
    case "wilcoxon":
      return new core.WilcoxonPruner(all)
    case "patient":
      return new core.PatientPruner({
        ...options,
        wrappedPruner: createPruner(options["wrappedPruner"] as Named, core),
      } as never)
    default:
      throw new Error(`no pruner of kind ${kind}`)
  }
}

async function runOneByOne(study: Study, { sampler, objective, trials }: Trace, core: typeof Core): Promise<void> {
  // Grid and brute force end the study by themselves: more trials than recorded would show that they do not.
  const spare = sampler.kind === "grid" || sampler.kind === "bruteforce" ? 3 : 0
  const evaluate = OBJECTIVES[objective] as (trial: Trial) => Result
  await study.optimize(async (trial) => finish(trial, evaluate(trial), core), { nTrials: trials.length + spare })
}

async function finish(trial: Trial, result: Result, core: typeof Core): Promise<number | readonly number[]> {
  if (result === "prune") throw new core.TrialPruned()
  if (typeof result === "number" || !("reports" in result)) return result
  const { reports, firstStep } = result
  // Folds tell their mean, also when they are stopped; curves tell where they end.
  const isFolds = firstStep === 0
  for (const [i, value] of reports.entries()) {
    trial.report(value, firstStep + i)
    if (!(await trial.shouldPrune())) continue
    if (isFolds) return mean(reports.slice(0, i + 1))
    throw new core.TrialPruned()
  }
  return isFolds ? mean(reports) : (reports.at(-1) as number)
}

async function runAtOnce(study: Study, { objective, trials, askedAtOnce }: Trace): Promise<void> {
  const evaluate = OBJECTIVES[objective] as (trial: Trial) => Result
  while (study.trials.length < trials.length) {
    const asked: [Trial, number][] = []
    for (let i = 0; i < askedAtOnce; i++) {
      const trial = await study.ask()
      asked.push([trial, evaluate(trial) as number])
    }
    for (const [trial, value] of asked.reverse()) await study.tell(trial, value)
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function compareStudies(actual: readonly FrozenTrial[], expected: readonly GoldenTrial[]): string[] {
  const mismatches: string[] = []
  const compare = (what: string, got: unknown, wanted: unknown): void => {
    if (!isEqual(got, wanted)) mismatches.push(`${what}: expected ${show(wanted)}, got ${show(got)}`)
  }
  compare("number of trials", actual.length, expected.length)
  for (const [i, wanted] of expected.entries()) {
    const got = actual[i]
    if (got === undefined) break
    compare(`state of trial ${i}`, got.state, wanted.state.toLowerCase())
    compare(`params of trial ${i}`, Object.entries(got.params), Object.entries(wanted.params))
    compare(`values of trial ${i}`, got.values ?? null, wanted.values && wanted.values.map(decode))
    const reports = Object.entries(got.intermediateValues).map(([step, value]) => [Number(step), value])
    compare(
      `reports of trial ${i}`,
      reports,
      (wanted.intermediate ?? []).map(([step, value]) => [step, decode(value)]),
    )
    compare(`constraints of trial ${i}`, Object.entries(got.constraints), Object.entries(wanted.constraints ?? {}))
  }
  return mismatches
}

function decode(number: GoldenNumber): number {
  return typeof number === "number" ? number : { nan: NaN, inf: Infinity, "-inf": -Infinity }[number.number]
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isEqual(item, b[i]))
  if (Object.is(a, b) || a === b) return true
  return typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === "number" && !Number.isFinite(item) ? String(item) : item,
  )
}
