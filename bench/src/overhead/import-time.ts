import { performance } from "node:perf_hooks"
import { median } from "../median.ts"
import { run } from "../process.ts"
import type { Python } from "../python.ts"

/** Milliseconds that a new process takes longer for importing the package: medians over pairs of processes, with and without. */
export interface ImportTimes {
  readonly parzen: number
  readonly optuna: number | undefined
  readonly rustuna: number | undefined
}

/** Times the import of each candidate's package; `@parzen/core` is imported from `folder`. */
export async function measureImports(folder: string, python: Python | undefined): Promise<ImportTimes> {
  const node = (code: string): Promise<number> =>
    lifetime(folder, process.execPath, ["--input-type=module", "-e", code])
  const parzen = await difference(
    25,
    () => node(""),
    () => node('import "@parzen/core"'),
  )
  if (python === undefined) return { parzen, optuna: undefined, rustuna: undefined }
  const py = (code: string): Promise<number> => lifetime(folder, python.program, ["-c", code])
  return {
    parzen,
    optuna: await difference(
      5,
      () => py(""),
      () => py("import optuna"),
    ),
    rustuna: await difference(
      25,
      () => py(""),
      () => py("import rustuna"),
    ),
  }
}

async function difference(
  pairs: number,
  without: () => Promise<number>,
  within: () => Promise<number>,
): Promise<number> {
  const differences: number[] = []
  await within() // Reads the files once, so that no pair waits for the disk.
  for (let i = 0; i < pairs; i++) differences.push(-(await without()) + (await within()))
  return median(differences)
}

async function lifetime(cwd: string, program: string, args: readonly string[]): Promise<number> {
  const start = performance.now()
  await run(program, args, { cwd })
  return performance.now() - start
}
