import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import type { Distribution, ParamValue, Study, TrialState } from "../../src/index.ts"
import { categorical, createStudy, createTrial, float, toCsv } from "../../src/index.ts"
import { silence } from "../listen.ts"

silence()

interface RecordedStudy {
  readonly directions: readonly ("minimize" | "maximize")[]
  readonly trials: readonly {
    readonly state: string
    readonly params: Record<string, ParamValue>
    readonly values: readonly number[] | null
  }[]
}

const recorded = (file: string): string => readFileSync(new URL(`../golden/tables/${file}`, import.meta.url), "utf8")

/** The recorded study, with ranges wide enough for every value. */
async function rebuilt(file: string): Promise<Study> {
  const { directions, trials } = JSON.parse(recorded(file)) as RecordedStudy
  const choices = new Map<string, ParamValue[]>()
  for (const { params } of trials) {
    for (const [name, value] of Object.entries(params)) {
      if (typeof value !== "number") choices.set(name, [...new Set([...(choices.get(name) ?? []), value])])
    }
  }
  const study = await createStudy({ directions })
  await study.addTrials(
    trials.map(({ state, params, values }) => {
      const distributions = Object.fromEntries(
        Object.keys(params).map((name): [string, Distribution] => {
          const known = choices.get(name)
          return [name, known === undefined ? float(-1e6, 1e6) : categorical(known)]
        }),
      )
      return createTrial({
        state: state.toLowerCase() as TrialState,
        params,
        distributions,
        values: values ?? undefined,
      })
    }),
  )
  return study
}

/** pandas writes an index first, and whole numbers of a column with gaps as floats. */
function cells(csv: string, hasIndex: boolean): unknown[][] {
  const rows = csv.trimEnd().split("\n")
  return rows.map((row) =>
    row
      .split(",")
      .slice(hasIndex ? 1 : 0)
      .map((cell) => (cell === "" || Number.isNaN(Number(cell)) ? cell : Number(cell))),
  )
}

test.each(["tpe.nop.conditional", "tpe.nop.constrained_mixed", "random.median.curve", "nsgaii.nop.tri"])(
  "CSV of %s has the columns and cells of Optuna 5.0.0's data frame",
  async (name) => {
    const study = await rebuilt(`${name}.study.json`)
    const csv = toCsv(study, { attrs: ["number", "value", "params", "state"] })
    expect(cells(csv, false)).toEqual(cells(recorded(`${name}.trials.csv`), true))
  },
)
