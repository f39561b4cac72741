import type { Params, ParamValue, Study, Trial } from "../../../src/index.ts"
import { createStudy, PartialFixedSampler, QMCSampler } from "../../../src/index.ts"

type Suggestion =
  | readonly [name: string, kind: "float" | "int", low: number, high: number, options: { step?: number; log?: boolean }]
  | readonly [name: string, kind: "cat", choices: readonly ParamValue[]]

/** A study as Optuna 5.0.0 ran it. */
export interface RecordedStudy {
  readonly qmcType: "sobol" | "halton"
  readonly scramble: boolean
  readonly seed: number
  readonly space: readonly Suggestion[]
  /** Whether each trial leaves out some parameters. */
  readonly conditional: boolean
  /** Whether plain integers get a wider range after trial 5. */
  readonly widening: boolean
  readonly askedAtOnce: number
  /** The first trials fail; of the others each fifth is pruned. */
  readonly failing: number
  /** Parameters enqueued when so many trials are there. */
  readonly enqueued: readonly (readonly [number, Params])[]
  readonly fixed: Params | null
  readonly params: readonly Params[]
  readonly attrs: Readonly<Record<string, number>>
}

/** Runs the study again. */
export async function replay(recorded: RecordedStudy): Promise<Study> {
  const { qmcType, scramble, seed, fixed, askedAtOnce, failing } = recorded
  const base = new QMCSampler({ qmcType, scramble, seed })
  const sampler = fixed === null ? base : new PartialFixedSampler({ fixedParams: fixed, baseSampler: base })
  const study = await createStudy({ sampler })
  const enqueued = new Map(recorded.enqueued)
  while (study.trials.length < recorded.params.length) {
    const asked: Trial[] = []
    for (let i = 0; i < askedAtOnce; i++) {
      const params = enqueued.get(study.trials.length)
      enqueued.delete(study.trials.length)
      if (params !== undefined) await study.enqueueTrial(params)
      const trial = await study.ask()
      for (const suggestion of suggestions(recorded, trial.number)) suggest(trial, suggestion)
      asked.push(trial)
    }
    for (const trial of asked.reverse()) {
      const state = trial.number < failing ? "fail" : trial.number % 5 === 2 ? "pruned" : "complete"
      await study.tell(trial, state === "complete" ? 1 : undefined, { state })
    }
  }
  return study
}

function suggestions({ space, conditional, widening }: RecordedStudy, number: number): readonly Suggestion[] {
  return space
    .filter((_, i) => !conditional || (i + number) % 4 !== 1)
    .map((suggestion): Suggestion => {
      if (!widening || number <= 5 || suggestion[1] !== "int") return suggestion
      const [name, kind, low, high, options] = suggestion
      return Object.keys(options).length > 0 || low === high ? suggestion : [name, kind, low, high + 2, options]
    })
}

function suggest(trial: Trial, suggestion: Suggestion): ParamValue {
  if (suggestion[1] === "cat") return trial.suggestCategorical(suggestion[0], suggestion[2])
  const [name, kind, low, high, options] = suggestion
  return kind === "int" ? trial.suggestInt(name, low, high, options) : trial.suggestFloat(name, low, high, options)
}
