import type { Crossover, Direction, FrozenTrial, ParamValue, Sampler, Study } from "../../../src/index.ts"
import {
  BLXAlphaCrossover,
  createStudy,
  createTrial,
  InMemoryStorage,
  NSGAIISampler,
  NSGAIIISampler,
  PolynomialMutation,
  SBXCrossover,
  SPXCrossover,
  UNDXCrossover,
  UniformCrossover,
  VSBXCrossover,
} from "../../../src/index.ts"
import type { RecordedDistribution, RecordedEvents, Suggested } from "../tpe/replay.ts"
import { distributionOf, replayEvents } from "../tpe/replay.ts"

/** Every crossover by its short name. */
export const CROSSOVERS: Readonly<Record<string, new (options?: object) => Crossover>> = {
  uniform: UniformCrossover,
  blxalpha: BLXAlphaCrossover,
  spx: SPXCrossover,
  sbx: SBXCrossover,
  vsbx: VSBXCrossover,
  undx: UNDXCrossover,
}

/** A study as another worker left it. */
interface Before {
  readonly distributions: readonly RecordedDistribution[]
  readonly trials: readonly {
    readonly id: number
    readonly state: "complete" | "pruned" | "fail"
    readonly values: readonly number[] | null
    readonly params: Readonly<Record<string, ParamValue>>
    readonly distributions: Readonly<Record<string, number>>
    readonly systemAttrs: Readonly<Record<string, unknown>>
  }[]
  readonly studyAttrs: Readonly<Record<string, readonly number[]>>
}

/** A study of a genetic sampler of Optuna 5.0.0: what was done, and what it kept with the trials and the study. */
export interface Recording extends RecordedEvents {
  readonly kind: "nsgaii" | "nsgaiii"
  readonly options: object
  readonly seed: number
  readonly crossover?: string
  readonly crossoverOptions?: object
  readonly mutation?: object
  readonly before?: Before
  /** By trial number. */
  readonly generations: readonly (number | null)[]
  /** Trial numbers by generation. */
  readonly parents: Readonly<Record<string, readonly number[]>>
}

/** What our study kept, as a {@link Recording} has it, and what was suggested. */
export interface Replayed {
  readonly suggested: readonly Suggested[]
  readonly generations: readonly (number | null)[]
  readonly parents: Readonly<Record<string, readonly number[]>>
}

/** Does the same to a study of our own. */
export async function replay(recording: Recording): Promise<Replayed> {
  const storage = new InMemoryStorage()
  const { directions, before } = recording
  // Ids are not numbers where a storage holds another study.
  await (await createStudy({ storage, studyName: "other" })).ask()
  const prefix = recording.kind === "nsgaiii" ? "NSGAIIISampler:" : "NSGAIISampler:"
  if (before !== undefined) await prepare(storage, directions, before)
  const sampler = samplerOf(recording)
  const study = await createStudy({ storage, studyName: "study", directions, sampler, loadIfExists: true })
  const suggested = await replayEvents(study, recording)
  return { suggested, generations: generationsOf(study, prefix), parents: parentsOf(study, prefix) }
}

function samplerOf({ kind, options, seed, crossover, crossoverOptions, mutation }: Recording): Sampler {
  const Chosen = crossover === undefined ? undefined : CROSSOVERS[crossover]
  const all = {
    ...options,
    seed,
    crossover: Chosen && new Chosen(crossoverOptions),
    mutation: mutation && new PolynomialMutation(mutation),
  }
  return kind === "nsgaiii" ? new NSGAIIISampler(all) : new NSGAIISampler(all)
}

async function prepare(storage: InMemoryStorage, directions: readonly Direction[], before: Before): Promise<void> {
  const study = await createStudy({ storage, studyName: "study", directions })
  await study.addTrials(
    before.trials.map(({ values, distributions, ...rest }) =>
      createTrial({
        ...rest,
        ...(values !== null && { values }),
        distributions: Object.fromEntries(
          Object.entries(distributions).map(([name, index]) => [
            name,
            distributionOf(before.distributions[index] as RecordedDistribution),
          ]),
        ),
      }),
    ),
  )
  const ids = new Map(before.trials.map(({ id }, i) => [id, (study.trials[i] as FrozenTrial).id]))
  const systemAttrs = Object.fromEntries(
    Object.entries(before.studyAttrs).map(([key, list]) => [key, list.map((id) => ids.get(id) as number)]),
  )
  const header = await storage.findStudy("study")
  await storage.sync(header?.id as number, { study: { systemAttrs }, trials: [] }, 0)
}

function generationsOf({ trials }: Study, prefix: string): (number | null)[] {
  return trials.map(({ systemAttrs }) => (systemAttrs[`${prefix}generation`] as number | undefined) ?? null)
}

function parentsOf({ trials, systemAttrs }: Study, prefix: string): Record<string, readonly number[]> {
  const numbers = new Map(trials.map(({ id, number }) => [id, number]))
  const entries = Object.entries(systemAttrs).filter(([key]) => key.startsWith(`${prefix}parent:`))
  return Object.fromEntries(
    entries.map(([key, ids]) => [
      key.slice(prefix.length + 7),
      (ids as number[]).map((id) => numbers.get(id) as number),
    ]),
  )
}
