/** Options that every bench is given. */
export interface BenchOptions {
  /** The folder `bench/`. */
  readonly root: string
  /** Only the cases whose name contains this text. */
  readonly only: string
  /** How many seeds, where a bench takes several and lets them be chosen. */
  readonly seeds?: number | undefined
}

/** Measures, prints, and writes its JSON into `bench/results/`; answers whether every target was measured and met. */
export type Bench = (options: BenchOptions) => Promise<boolean>

/** The call was wrong: its message is all that is told. */
export class WrongCall extends Error {}
