import type { Distribution, ParamWrite, ParzenError, TrialWrites } from "@parzen/core"
import { checkCompatible, distributionToJson, isParzenError, jsonToDistribution } from "@parzen/core"
import type { Kysely } from "kysely"
import type { Engine } from "../engine.ts"
import type { Tables } from "../schema/tables.ts"
import { lockStudy } from "./lock-study.ts"

type Known = Map<string, Distribution>

/**
 * The first distribution that a study has had under each name: a trial's parameters have to go with it. It never changes, so that
 * the database is asked for a name once.
 */
export class FirstDistributions {
  readonly #engine: Engine
  readonly #known = new Map<number, Known>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Why the parameters of some trials do not fit, by trial id; the names of the others are then the study's. @throws STUDY_NOT_FOUND */
  async misfits(studyId: number, trials: readonly TrialWrites[]): Promise<Map<number, ParzenError>> {
    const misfits = new Map<number, ParzenError>()
    const known = this.#of(studyId)
    const unknown: TrialWrites[] = []
    for (const trial of trials) {
      if (trial.params === undefined) continue
      const misfit = findMisfit(known, trial.params)
      if (misfit !== undefined) misfits.set(trial.trialId, misfit)
      else if (trial.params.some(({ name }) => !known.has(name))) unknown.push(trial)
    }
    if (unknown.length > 0) await this.#learn(studyId, unknown, misfits)
    return misfits
  }

  /** Forgets a study that is gone: its id may come again. */
  forget(studyId: number): void {
    this.#known.delete(studyId)
  }

  #of(studyId: number): Known {
    let known = this.#known.get(studyId)
    if (known === undefined) this.#known.set(studyId, (known = new Map()))
    return known
  }

  async #learn(studyId: number, trials: readonly TrialWrites[], misfits: Map<number, ParzenError>): Promise<void> {
    const names = trials.flatMap(({ params = [] }) => params.map(({ name }) => name))
    const learnt = await this.#engine.transact(async (db) => {
      await lockStudy(this.#engine.dialect, db, studyId, { adding: false })
      const known = await readFirst(db, studyId, names)
      const isNew = new Set<string>()
      for (const { trialId, params = [] } of trials) {
        const misfit = findMisfit(known, params)
        if (misfit !== undefined) {
          misfits.set(trialId, misfit)
          continue
        }
        for (const { name, distribution } of params) {
          if (known.has(name)) continue
          known.set(name, distribution)
          isNew.add(name)
        }
      }
      const firsts = [...isNew].map((name) => [name, known.get(name) as Distribution] as const)
      if (firsts.length > 0) await db.insertInto("parzen_params").values(rowsOf(studyId, firsts)).execute()
      return known
    })
    const known = this.#of(studyId)
    for (const [name, distribution] of learnt) known.set(name, distribution)
  }
}

/** Notes the distributions of added trials, where their names are new to the study; the caller holds its lock. */
export async function noteFirst(
  db: Kysely<Tables>,
  studyId: number,
  trials: readonly { readonly distributions: Readonly<Record<string, Distribution>> }[],
): Promise<void> {
  const firsts: Known = new Map()
  for (const { distributions } of trials) {
    for (const [name, distribution] of Object.entries(distributions)) {
      if (!firsts.has(name)) firsts.set(name, distribution)
    }
  }
  const known = await readFirst(db, studyId, [...firsts.keys()])
  const missing = [...firsts].filter(([name]) => !known.has(name))
  if (missing.length > 0) await db.insertInto("parzen_params").values(rowsOf(studyId, missing)).execute()
}

async function readFirst(db: Kysely<Tables>, studyId: number, names: readonly string[]): Promise<Known> {
  const known: Known = new Map()
  const distinct = [...new Set(names)]
  for (let begin = 0; begin < distinct.length; begin += 1_000) {
    const rows = await db
      .selectFrom("parzen_params")
      .select(["param_name", "distribution_json"])
      .where("study_id", "=", studyId)
      .where("param_name", "in", distinct.slice(begin, begin + 1_000))
      .execute()
    for (const row of rows) known.set(row.param_name, jsonToDistribution(row.distribution_json))
  }
  return known
}

function rowsOf(studyId: number, firsts: readonly (readonly [string, Distribution])[]): Tables["parzen_params"][] {
  return firsts.map(([param_name, distribution]) => ({
    study_id: studyId,
    param_name,
    distribution_json: distributionToJson(distribution),
  }))
}

function findMisfit(known: ReadonlyMap<string, Distribution>, params: readonly ParamWrite[]): ParzenError | undefined {
  try {
    for (const { name, distribution } of params) {
      const first = known.get(name)
      if (first !== undefined) checkCompatible(name, first, distribution)
    }
    return undefined
  } catch (error) {
    if (isParzenError(error)) return error
    throw error
  }
}
