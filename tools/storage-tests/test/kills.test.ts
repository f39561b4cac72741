import { setTimeout as sleep } from "node:timers/promises"
import { RetryHeartbeatStaleTrialCallback, setVerbosity } from "@parzen/core"
import { describe, expect, onTestFinished, test } from "vitest"
import { Fleet } from "../src/fleet.ts"
import { newPlace, PLACE_KINDS, whyNoPlace } from "../src/place.ts"
import { randomNumbers } from "../src/random.ts"
import type { WorkerProcess } from "../src/worker-process.ts"

setVerbosity("silent")

const N_WORKERS = 8
const N_KILLS = 20
const SEED = 6
const times = { heartbeatIntervalMs: 200, gracePeriodMs: 1500 }

describe.each(PLACE_KINDS)("%s", (kind) => {
  test.skipIf(whyNoPlace(kind) !== undefined)(
    `${N_KILLS} of ${N_WORKERS} worker processes killed at any moment lose nothing told, and nobody's trial runs twice`,
    async () => {
      const place = await newPlace(kind)
      const fleet = await Fleet.create(place, times, { trialMs: [5, 60] })
      onTestFinished(() => fleet.end())
      const random = randomNumbers(SEED)
      const alive = Array.from({ length: N_WORKERS }, () => fleet.start())
      for (let kills = 0; kills < N_KILLS; kills++) {
        // One that is still starting has nothing to lose.
        const busy = (): WorkerProcess[] => alive.filter((worker) => worker.said("began").length > 0)
        await fleet.until("half of the workers have begun", () => busy().length >= N_WORKERS / 2)
        await sleep(100 * random())
        const victim = busy()[Math.floor(random() * busy().length)] as WorkerProcess
        victim.kill("SIGKILL")
        await victim.ended
        alive[alive.indexOf(victim)] = fleet.start()
      }
      await fleet.until("all workers have told a trial", () => alive.every((worker) => worker.said("told").length > 0))
      for (const worker of alive) worker.stop()
      const ends = await Promise.all(fleet.all.map((worker) => worker.ended))
      const study = await fleet.study()

      expect(fleet.faults(study)).toEqual([])
      expect(fleet.all.flatMap((worker) => worker.said("failed"))).toEqual([])
      expect(fleet.all.map(({ stderr }) => stderr).join("")).toBe("")
      expect([ends.filter((end) => end === "SIGKILL").length, ends.filter((end) => end === 0).length]).toEqual([
        N_KILLS,
        N_WORKERS,
      ])
      // Whatever a dead worker left has failed, and was run again once.
      const failed = study.trials.filter(({ state }) => state === "fail").map(({ number }) => number)
      const retried = study.trials.flatMap((trial) => RetryHeartbeatStaleTrialCallback.retryHistory(trial).at(-1) ?? [])
      expect(retried.sort((a, b) => a - b)).toEqual(failed)
      expect([failed.length > 0, failed.length <= N_KILLS, fleet.nTold > N_KILLS]).toEqual([true, true, true])
      console.log(
        `${kind}: ${N_KILLS} kills, ${study.trials.length} trials, ${fleet.nTold} told, ${failed.length} left and run again`,
      )
    },
    120_000,
  )
})
