import { execFile, spawnSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, test } from "vitest"
import type { FullDiskReport } from "../src/full-disk.ts"
import { bundled } from "../src/worker-process.ts"

const run = promisify(execFile)

/** A small file system of its own, which only the script sees and which ends with it, and a file in it that takes some of the room. */
const SCRIPT = `mount -t tmpfs -o size="$1" none "$2" && head -c "$6" /dev/zero > "$2/filler" && exec "$3" "$4" "$5" "$2/filler"`

/** How a process may get a name space in which it may mount: as any user, or as root. */
const ways = [["-r", "-m"], ["-m"]]
const way = ways.find((flags) => spawnSync("unshare", [...flags, "sh", "-c", "mount -t tmpfs none /mnt"]).status === 0)
if (way === undefined) console.log("skipped  a full disk: this process may not mount a small file system to fill")

describe.skipIf(way === undefined)("a full disk", () => {
  test.each([
    ["journal-file", (folder: string) => `journal+file:${join(folder, "study.log")}`, "700k", "200k"],
    ["sqlite", (folder: string) => `sqlite:///${join(folder, "study.db")}`, "6m", "3m"],
  ])(
    "ends %s with a code; nothing told is lost, and with room again it goes on",
    async (_, urlIn, size, filler) => {
      const folder = await mkdtemp(join(tmpdir(), "parzen-full-"))
      try {
        const script = await bundled("full-disk")
        const flags = [...(way ?? []), "sh", "-c", SCRIPT, "sh"]
        const { stdout, stderr } = await run("unshare", [
          ...flags,
          size,
          folder,
          process.execPath,
          script,
          urlIn(folder),
          filler,
        ])
        const report = JSON.parse(stdout) as FullDiskReport
        expect(report).toMatchObject({ code: "STORAGE_FULL", lost: [], nToldAfter: 6 })
        expect(report.message).toMatch(/full|space/)
        expect(report.nToldBefore).toBeGreaterThan(20)
        expect(report.numbers).toEqual(report.numbers.map((__, i) => i))
        expect(stderr).toBe("")
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    60_000,
  )
})
