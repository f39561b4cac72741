import type { CmaEsSamplerOptions, ParamValue, Study, Trial } from "../../../src/index.ts"
import { CmaEsSampler, RandomSampler } from "../../../src/index.ts"
import { newStudy } from "../support.ts"

interface Param {
  readonly name: string
  readonly type: "float" | "int" | "cat"
  readonly low: number
  readonly high: number
  readonly step?: number
  readonly log?: boolean
  readonly choices: readonly ParamValue[]
  /** Where the objective is least, and how much the distance from there counts. */
  readonly t: number
  readonly s: number
  /** Suggested only where another parameter has this value. */
  readonly when?: readonly [name: string, value: number]
}

/** A study as Optuna 5.0.0 ran it, over numpy 2.4.6 with the eigenvectors' signs pinned. */
export interface Recording {
  readonly name: string
  readonly space: readonly Param[]
  /** `src`: this many random trials of seed 99 as source trials, `true` for 60. */
  readonly options: CmaEsSamplerOptions & { readonly src?: true | number }
  readonly seed: number
  readonly askedAtOnce: number
  readonly direction: "minimize" | "maximize"
  /** Every fifth trial is pruned after two reports, every eleventh without. */
  readonly prunes: boolean
  /** Every seventh trial fails. */
  readonly fails: boolean
  /** After so many trials a new sampler of the next seed takes over. */
  readonly newSamplerAfter: number | null
  readonly names: readonly string[]
  readonly rows: readonly (readonly (ParamValue | null)[])[]
}

/** The same study of our own: a row of parameters for each trial. */
export async function replay(recording: Recording): Promise<(ParamValue | null)[][]> {
  const { space, seed, askedAtOnce, direction, newSamplerAfter, names, rows } = recording
  const sign = direction === "minimize" ? 1 : -1
  const study = await newStudy(await samplerOf(recording, seed), [direction])
  while (study.trials.length < rows.length) {
    if (study.trials.length === newSamplerAfter) study.sampler = await samplerOf(recording, seed + 1)
    const asked: [Trial, number][] = []
    for (let i = 0; i < askedAtOnce; i++) {
      const trial = await study.ask()
      asked.push([trial, sign * evaluate(trial, space)])
    }
    for (const [trial, value] of asked.reverse()) await end(study, trial, value, recording)
  }
  return study.trials.map(({ params }) => names.map((name) => params[name] ?? null)).slice(0, rows.length)
}

async function end(study: Study, trial: Trial, value: number, { prunes, fails }: Recording): Promise<void> {
  const { number } = trial
  if (fails && number % 7 === 3) await study.tell(trial, undefined, { state: "fail" })
  else if (prunes && number % 5 === 2) {
    trial.report(value + 1, 1)
    trial.report(value + 0.5, 4)
    await study.tell(trial, undefined, { state: "pruned" })
  } else if (prunes && number % 11 === 5) await study.tell(trial, undefined, { state: "pruned" })
  else await study.tell(trial, value)
}

async function samplerOf({ space, options: { src, ...options } }: Recording, seed: number): Promise<CmaEsSampler> {
  if (src === undefined) return new CmaEsSampler({ ...options, seed })
  const source = await newStudy(new RandomSampler({ seed: 99 }))
  await source.optimize((trial) => evaluate(trial, space), { nTrials: src === true ? 60 : src })
  return new CmaEsSampler({ ...options, seed, sourceTrials: source.trials })
}

function evaluate(trial: Trial, space: readonly Param[]): number {
  let sum = 0
  for (const { name, type, low, high, step, log, choices, t, s, when } of space) {
    if (when !== undefined && trial.params[when[0]] !== when[1]) continue
    if (type === "cat") {
      const value = trial.suggestCategorical(name, choices)
      sum += typeof value === "boolean" ? (value ? 0 : 0.5) : 0.3 * choices.indexOf(value)
      continue
    }
    const scale = { ...(step === undefined ? {} : { step }), ...(log === undefined ? {} : { log }) }
    const x = type === "float" ? trial.suggestFloat(name, low, high, scale) : trial.suggestInt(name, low, high, scale)
    sum += ((x - t) * s) ** 2
  }
  return sum
}
