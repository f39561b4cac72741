import type { Attrs, FrozenTrial, TrialState, TrialWrites, Writes } from "@parzen/core"
import { distributionToJson } from "@parzen/core"
import type { StoredState } from "../schema/tables.ts"
import { toPythonJson } from "./python-json.ts"
import type { StoredNumber } from "./stored-number.ts"
import { storeNumber } from "./stored-number.ts"

/** Writes as columns take them; JSON can hold all of it, so that a function of the database can take it in one piece. */
export interface EncodedWrites {
  readonly study: { readonly userAttrs: readonly EncodedAttr[]; readonly systemAttrs: readonly EncodedAttr[] } | null
  readonly trials: readonly EncodedTrial[]
}

/** What is written to one trial. */
export interface EncodedTrial {
  readonly id: number
  readonly lease: string | null
  readonly params: readonly (readonly [name: string, value: number, distributionJson: string])[]
  readonly reports: readonly (readonly [step: number, ...StoredNumber])[]
  readonly userAttrs: readonly EncodedAttr[]
  readonly systemAttrs: readonly EncodedAttr[]
  readonly finish: {
    readonly state: StoredState
    readonly values: readonly StoredNumber[]
    /** In ms since 1970. */
    readonly completedAt: number
  } | null
}

/** One attribute. */
export type EncodedAttr = readonly [key: string, valueJson: string]

const STATES: Readonly<Record<TrialState, StoredState>> = {
  running: "RUNNING",
  complete: "COMPLETE",
  pruned: "PRUNED",
  fail: "FAIL",
  waiting: "WAITING",
}

/** Optuna's name of a state. */
export function storeState(state: TrialState): StoredState {
  return STATES[state]
}

/** Writes as columns take them. */
export function encodeWrites({ study, trials }: Writes): EncodedWrites {
  return {
    study:
      study === undefined
        ? null
        : { userAttrs: encodeAttrs(study.userAttrs), systemAttrs: encodeAttrs(study.systemAttrs) },
    trials: trials.map(encodeTrial),
  }
}

/** One trial's writes as columns take them. */
export function encodeTrial({
  trialId,
  lease,
  params,
  reports,
  userAttrs,
  systemAttrs,
  finish,
}: TrialWrites): EncodedTrial {
  return {
    id: trialId,
    lease: lease ?? null,
    params: (params ?? []).map(({ name, value, distribution }) => [
      name,
      distribution.toInternal(value),
      distributionToJson(distribution),
    ]),
    reports: (reports ?? []).map(([step, value]) => [step, ...storeNumber(value)]),
    userAttrs: encodeAttrs(userAttrs),
    systemAttrs: encodeAttrs(systemAttrs),
    finish:
      finish === undefined
        ? null
        : {
            state: STATES[finish.state],
            values: (finish.values ?? []).map(storeNumber),
            completedAt: finish.completedAt,
          },
  }
}

/** All that a trial holds, as writes to a new row. */
export function encodeTemplate(template: FrozenTrial): EncodedTrial {
  return encodeTrial({
    trialId: -1,
    lease: undefined,
    params: Object.entries(template.params).map(([name, value]) => ({
      name,
      value,
      distribution: template.distributions[name] as never,
    })),
    reports: Object.entries(template.intermediateValues).map(([step, value]) => [Number(step), value]),
    userAttrs: template.userAttrs,
    systemAttrs: template.systemAttrs,
  })
}

function encodeAttrs(attrs: Attrs = {}): EncodedAttr[] {
  return Object.entries(attrs).map(([key, value]) => [key, toPythonJson(value)])
}
