import type { Distribution, ParamValue, Study, Trial } from "../../../src/index.ts"
import { categorical, createTrial, float, int, PartialFixedSampler, TPESampler } from "../../../src/index.ts"
import type { TPESamplerOptions } from "../../../src/samplers/tpe/tpe-sampler.ts"
import { newStudy } from "../support.ts"

/** A number, or one that JSON has no word for. */
type Recorded<T> = T | { readonly number: "nan" | "inf" | "-inf" }

export interface RecordedDistribution {
  readonly t: "f" | "i" | "c"
  readonly low: number
  readonly high: number
  readonly step: number | null
  readonly log: boolean
  readonly choices: readonly Recorded<ParamValue>[]
}

interface RecordedTrial {
  readonly state: "complete" | "pruned" | "fail"
  readonly values: readonly Recorded<number>[] | null
  readonly params: Readonly<Record<string, Recorded<ParamValue>>>
  readonly distributions: Readonly<Record<string, number>>
  readonly intermediateValues: Readonly<Record<string, Recorded<number>>>
  readonly constraints: Readonly<Record<string, Recorded<number>>>
}

/** What was done to a study with Optuna 5.0.0, in order, and what it suggested. */
export interface RecordedEvents {
  readonly directions: readonly ("minimize" | "maximize")[]
  readonly distributions: readonly RecordedDistribution[]
  readonly events: readonly (
    | readonly ["ask", number]
    | readonly ["suggest", number, string, number, Recorded<ParamValue>]
    | readonly ["constraint", number, string, Recorded<number>]
    | readonly ["report", number, number, Recorded<number>]
    | readonly ["tell", number, "complete" | "pruned" | "fail", readonly Recorded<number>[] | null]
    | readonly ["enqueue", Readonly<Record<string, Recorded<ParamValue>>>]
    | readonly ["add", RecordedTrial]
  )[]
}

/** A study of the TPE sampler with these options. */
export interface Recording extends RecordedEvents {
  readonly options: TPESamplerOptions
  readonly seed: number
  readonly fixedParams?: Readonly<Record<string, ParamValue>>
}

/** Does the same to a study of our own; answers what was suggested, ours and as recorded, by trial and name. */
export async function replay(recording: Recording): Promise<Suggested[]> {
  const { options, seed, fixedParams, directions } = recording
  const tpe = new TPESampler({ ...options, seed })
  const sampler = fixedParams === undefined ? tpe : new PartialFixedSampler({ fixedParams, baseSampler: tpe })
  return replayEvents(await newStudy(sampler, directions), recording)
}

/** A value that was suggested, and the one that Optuna suggested there. */
export type Suggested = [where: string, got: ParamValue, wanted: ParamValue]

/** Does to `study` what was recorded. */
export async function replayEvents(study: Study, recording: RecordedEvents): Promise<Suggested[]> {
  const distributions = recording.distributions.map(distributionOf)
  const live = new Map<number, Trial>()
  const suggested: Suggested[] = []
  const of = (number: number): Trial => live.get(number) as Trial
  for (const event of recording.events) {
    if (event[0] === "ask") {
      live.set(event[1], await study.ask())
    } else if (event[0] === "suggest") {
      const [, number, name, index, wanted] = event
      const got = of(number).suggest({ [name]: distributions[index] as Distribution })[name] as ParamValue
      suggested.push([`trial ${of(number).number}: ${name}`, got, decode(wanted)])
    } else if (event[0] === "constraint") {
      of(event[1]).setConstraint(event[2], decode(event[3]))
    } else if (event[0] === "report") {
      of(event[1]).report(decode(event[3]), event[2])
    } else if (event[0] === "tell") {
      const [, number, state, values] = event
      await study.tell(of(number), state === "complete" ? values?.map(decode) : undefined, { state })
    } else if (event[0] === "enqueue") {
      await study.enqueueTrial(decodeAll(event[1]))
    } else {
      await add(study, event[1], distributions)
    }
  }
  return suggested
}

async function add(study: Study, trial: RecordedTrial, distributions: readonly Distribution[]): Promise<void> {
  const { state, values } = trial
  await study.addTrial(
    createTrial({
      state,
      ...(values !== null && { values: values.map(decode) }),
      params: decodeAll(trial.params),
      distributions: mapValues(trial.distributions, (index) => distributions[index] as Distribution),
      intermediateValues: decodeAll(trial.intermediateValues),
      constraints: decodeAll(trial.constraints),
    }),
  )
}

/** The distribution that was recorded. */
export function distributionOf({ t, low, high, step, log, choices }: RecordedDistribution): Distribution {
  if (t === "c") return categorical(choices.map(decode))
  return t === "i" ? int(low, high, { step: step ?? 1, log }) : float(low, high, { step: step ?? undefined, log })
}

function decode<T>(value: Recorded<T>): T {
  if (typeof value !== "object" || value === null || !("number" in value)) return value as T
  return { nan: NaN, inf: Infinity, "-inf": -Infinity }[value.number] as T
}

function decodeAll<T>(values: Readonly<Record<string, Recorded<T>>>): Record<string, T> {
  return mapValues(values, decode)
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
