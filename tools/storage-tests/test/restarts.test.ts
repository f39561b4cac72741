import { setTimeout as sleep } from "node:timers/promises"
import { setVerbosity } from "@parzen/core"
import type { ServerKind } from "@parzen/test-servers"
import { newDatabase, startServers } from "@parzen/test-servers"
import { describe, expect, onTestFinished, test } from "vitest"
import { Fleet } from "../src/fleet.ts"
import type { PlaceKind } from "../src/place.ts"
import { newPlace, SERVER_OF, whyNoPlace } from "../src/place.ts"

setVerbosity("silent")

const N_WORKERS = 4
const times = { heartbeatIntervalMs: 200, gracePeriodMs: 1500 }
const kinds: readonly PlaceKind[] = ["postgresql", "mariadb", "journal-redis"]

describe.each(kinds)("%s", (kind) => {
  test.skipIf(whyNoPlace(kind) !== undefined)(
    "a server that is restarted in the middle, and one that crashes, lose nothing told",
    async () => {
      const server = SERVER_OF[kind] as ServerKind
      const servers = await startServers([server])
      try {
        const place = await newPlace(kind, () => newDatabase(server, servers.urls[server] ?? ""))
        const fleet = await Fleet.create(place, times, { trialMs: [5, 40] })
        onTestFinished(() => fleet.end())
        for (const end of ["stop", "crash"] as const) {
          const workers = Array.from({ length: N_WORKERS }, () => fleet.start())
          await fleet.until("all workers have told a trial", () =>
            workers.every((worker) => worker.said("told").length > 0),
          )
          await servers[end](server)
          await sleep(300)
          await servers.start(server)
          const toldBefore = workers.map((worker) => worker.said("told").length)
          await fleet.until("each worker has ended or told another trial", () =>
            workers.every((worker, i) => !worker.isAlive || worker.said("told").length > (toldBefore[i] ?? 0)),
          )
          for (const worker of workers) worker.stop()
          await Promise.all(workers.map((worker) => worker.ended))
        }
        const study = await fleet.study()

        expect(fleet.faults(study)).toEqual([])
        // Whoever did not go on has said why, in a sentence and by a code.
        const failed = fleet.all.flatMap((worker) => worker.said("failed"))
        expect(failed.filter(({ code }) => code !== "STORAGE_UNAVAILABLE")).toEqual([])
        expect(fleet.all.map(({ stderr }) => stderr).join("")).toBe("")
        console.log(
          `${kind}: ${2 * N_WORKERS} workers, 2 restarts, ${failed.length} ended with an error, ${fleet.nTold} told`,
        )
      } finally {
        await servers.end()
      }
    },
    120_000,
  )
})
