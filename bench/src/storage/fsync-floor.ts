import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs"
import { join } from "node:path"
import { median } from "../median.ts"

/** What it takes to append 4 kB to a file and have it on the disk, in ms: the median of 100. No told trial can take less. */
export function fsyncFloor(folder: string): number {
  const path = join(folder, "floor")
  const file = openSync(path, "a")
  const page = Buffer.alloc(4096)
  const times = Array.from({ length: 100 }, () => {
    const begin = performance.now()
    writeSync(file, page)
    fsyncSync(file)
    return performance.now() - begin
  })
  closeSync(file)
  rmSync(path)
  return median(times)
}
