import type { Chart } from "../drawing/chart.ts"

/** What a page shows, as it is written into it. */
export interface PageContent {
  /** Each in the element `chart-0`, `chart-1`, ... */
  readonly charts: readonly Chart[]
  /** In the element `trials`. */
  readonly table?: TableContent
}

/** A table to be sorted. The first column is the trial's number. */
export interface TableContent {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
}
