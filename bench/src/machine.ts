import { cpus, loadavg, totalmem } from "node:os"

/** What a result was measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  /** The mean number of processes that ran or waited during the last minute, before the bench. */
  readonly loadAtStart: number
  readonly node: string
  readonly platform: string
}

/** Looks at the machine that this runs on. */
export function machine(): Machine {
  const cores = cpus()
  return {
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    memoryBytes: totalmem(),
    loadAtStart: loadavg()[0] as number,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  }
}
