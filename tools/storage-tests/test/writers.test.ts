import { setVerbosity } from "@parzen/core"
import { describe, expect, onTestFinished, test } from "vitest"
import { Fleet } from "../src/fleet.ts"
import { newPlace, PLACE_KINDS, whyNoPlace } from "../src/place.ts"

setVerbosity("silent")

const N_WRITERS = 8
const N_TRIALS = 200

describe.each(PLACE_KINDS)("%s", (kind) => {
  test.skipIf(whyNoPlace(kind) !== undefined)(
    `${N_WRITERS} processes that do nothing but write make ${N_TRIALS} trials, not one more, and none of them fails`,
    async () => {
      const place = await newPlace(kind)
      const times = { heartbeatIntervalMs: 5_000, gracePeriodMs: 20_000 }
      const fleet = await Fleet.create(place, times, { trialMs: [0, 0], nTrialsTotal: N_TRIALS })
      onTestFinished(() => fleet.end())
      const writers = Array.from({ length: N_WRITERS }, () => fleet.start())
      const ends = await Promise.all(writers.map((writer) => writer.ended))
      const study = await fleet.study()
      expect(writers.flatMap((writer) => writer.said("failed"))).toEqual([])
      expect(writers.map(({ stderr }) => stderr).join("")).toBe("")
      expect(ends).toEqual(writers.map(() => 0))
      expect(fleet.faults(study)).toEqual([])
      expect([study.trials.length, fleet.nTold]).toEqual([N_TRIALS, N_TRIALS])
    },
    60_000,
  )
})
