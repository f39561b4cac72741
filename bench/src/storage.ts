import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { machine } from "./machine.ts"
import { say } from "./process.ts"
import { openPython } from "./python.ts"
import { writeResults } from "./results-file.ts"
import { fsyncFloor } from "./storage/fsync-floor.ts"
import { measure, measureOpenings } from "./storage/measure.ts"
import { PLACE_KINDS, placeUrl } from "./storage/places.ts"
import type { PlaceResults } from "./storage/tables.ts"
import { judgeStorages, storagesText } from "./storage/tables.ts"

/** What a trial costs in a storage, beside Optuna in the same one. Runs itself again under a PostgreSQL server of its own. */
export const storage: Bench = async (options) => {
  const { root, only } = options
  const kinds = PLACE_KINDS.filter((kind) => kind.includes(only))
  if (kinds.length === 0) throw new WrongCall(`no storage's name contains '${only}': ${PLACE_KINDS.join(", ")}`)
  if (kinds.includes("postgresql") && placeUrl("postgresql", "", "") === "") return underServer(root)
  const python = await openPython(root)
  if (python === undefined) return false
  const facts = machine()
  const folder = mkdtempSync(join(tmpdir(), "parzen-bench-"))
  try {
    const floorMs = fsyncFloor(folder)
    const setting = { root, python }
    const results: PlaceResults[] = []
    for (const kind of kinds) {
      say(`${kind} ...`)
      const measured = {
        parzen: await measure(setting, "parzen", kind, folder),
        optuna: await measure(setting, "optuna", kind, folder),
      }
      results.push({ kind, measured, openingMs: await measureOpenings(setting, kind, folder) })
    }
    const targets = judgeStorages(results)
    const seconds = performance.now() / 1000
    process.stdout.write(
      `${storagesText(results, floorMs, targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ${facts.loadAtStart}, ` +
        `Node ${facts.node}, Python ${python.version}; ${seconds.toFixed(0)} s in all\n`,
    )
    writeResults(root, "storage", {
      date: new Date().toISOString(),
      machine: facts,
      seconds,
      floorMs,
      results,
      targets,
    })
    return kinds.length === PLACE_KINDS.length && targets.every(({ met }) => met === true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the same command with a PostgreSQL server named in its environment, which has every commit on the disk. */
function underServer(root: string): Promise<boolean> {
  const script = join(root, "../tools/servers/src/with-servers.ts")
  const args = ["--import", "tsx", script, "--durable", "--only=postgresql", process.execPath, ...process.argv.slice(1)]
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, CI: "true" } })
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => resolve(code === 0))
    child.on("error", reject)
  })
}
