import type { FrozenTrial } from "@parzen/core"
import { compareText } from "../infos/params.ts"
import type { TableContent } from "../page/page-content.ts"
import type { StudyLike } from "../study-like.ts"
import { objectiveNames } from "./best-trials.ts"

type Cell = TableContent["rows"][number][number]

interface Column {
  readonly name: string
  readonly cell: (trial: FrozenTrial) => unknown
}

/** All trials as the table of a report: what was found, with which parameters, how long it took, and what was noted. */
export function trialsContent(study: StudyLike): TableContent {
  const { trials } = study
  const columns: Column[] = [
    { name: "Trial", cell: ({ number }) => number },
    { name: "State", cell: ({ state }) => state },
    ...objectiveNames(study).map((name, k) => ({ name, cell: ({ values }: FrozenTrial) => values?.[k] })),
    ...namedColumns(trials, "", ({ params }) => params),
    ...namedColumns(trials, "Constraint ", ({ constraints }) => constraints),
    { name: "Duration (s)", cell: ({ duration }) => (duration === undefined ? undefined : duration / 1000) },
    ...namedColumns(trials, "", ({ userAttrs }) => userAttrs),
  ]
  return {
    columns: columns.map(({ name }) => name),
    rows: trials.map((trial) => columns.map(({ cell }) => cellOf(cell(trial)))),
  }
}

function namedColumns(
  trials: readonly FrozenTrial[],
  prefix: string,
  read: (trial: FrozenTrial) => Readonly<Record<string, unknown>> | undefined,
): Column[] {
  const names = new Set<string>()
  for (const trial of trials) for (const name in read(trial)) names.add(name)
  return [...names].sort(compareText).map((name) => ({
    name: `${prefix}${name}`,
    cell: (trial) => read(trial)?.[name],
  }))
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === "number") return Number.isFinite(value) ? Number(value.toPrecision(8)) : String(value)
  return typeof value === "object" ? JSON.stringify(value) : (value as string | boolean)
}
