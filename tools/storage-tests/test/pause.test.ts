import { setVerbosity } from "@parzen/core"
import { describe, expect, onTestFinished, test } from "vitest"
import { Fleet } from "../src/fleet.ts"
import { newPlace, PLACE_KINDS, whyNoPlace } from "../src/place.ts"

setVerbosity("silent")

const times = { heartbeatIntervalMs: 100, gracePeriodMs: 600 }

describe.each(PLACE_KINDS)("%s", (kind) => {
  test.skipIf(whyNoPlace(kind) !== undefined)(
    "a process that is stopped past its lease loses its trial, says so to its objective, and goes on with a new one",
    async () => {
      const place = await newPlace(kind)
      const fleet = await Fleet.create(place, times, { trialMs: [250, 250] })
      onTestFinished(() => fleet.end())
      const paused = fleet.start()
      await fleet.until("the first trial has begun", () => paused.said("began").length > 0)
      paused.kill("SIGSTOP")
      const other = fleet.start()
      await fleet.until("another worker has run what the paused one left", () => other.said("told").length > 4)
      paused.kill("SIGCONT")
      await fleet.until("the paused worker has told a new trial", () => paused.said("told").length > 0)
      for (const worker of fleet.all) worker.stop()
      expect(await Promise.all(fleet.all.map((worker) => worker.ended))).toEqual([0, 0])
      const study = await fleet.study()

      expect(fleet.faults(study)).toEqual([])
      expect(paused.said("told").some(({ number }) => number === 0)).toBe(false)
      expect(paused.said("aborted").every(({ number, code }) => number === 0 && code === "LEASE_LOST")).toBe(true)
      expect(study.trials[0]).toMatchObject({ state: "fail", values: undefined })
      const retry = study.trials.find(({ systemAttrs }) => systemAttrs["failed_trial"] === 0)
      expect(retry).toMatchObject({ state: "complete", params: study.trials[0]?.params })
    },
    60_000,
  )
})
