import type { FrozenTrial, Storage, Study } from "@parzen/core"
import { copyStudy, createStudy, InMemoryStorage, loadStudy, setVerbosity } from "@parzen/core"
import { describe, expect, test } from "vitest"
import { dumpStudy } from "../interop/study-dump.ts"
import { writeStudies } from "../interop/write-studies.ts"
import { newPlace, openPlace, PLACE_KINDS, whyNoPlace } from "../src/place.ts"

setVerbosity("silent")

const kinds = ["memory", ...PLACE_KINDS] as const

async function open(kind: (typeof kinds)[number]): Promise<Storage> {
  return kind === "memory" ? new InMemoryStorage() : openPlace((await newPlace(kind)).url)
}

describe.each(kinds)("from %s", (from) => {
  const next = kinds[(kinds.indexOf(from) + 1) % kinds.length] as (typeof kinds)[number]
  const places = [from, next].filter((kind) => kind !== "memory")

  test.skipIf(places.some((kind) => whyNoPlace(kind) !== undefined))(
    `to ${next} a study is copied as it is: trials of all states, their times, odd numbers, attributes, constraints`,
    async () => {
      const fromStorage = await open(from)
      const toStorage = await open(next)
      for (const study of await writeStudies(fromStorage)) {
        const fromStudyName = study.studyName
        await copyStudy({ fromStudyName, fromStorage, toStorage, toStudyName: "copy" })
        const copy = await loadStudy({ storage: toStorage, studyName: "copy" })
        expect(dumpStudy(copy)).toEqual({ ...dumpStudy(study), studyName: "copy" })
        expect(statesOf(copy)).toEqual(statesOf(study))
        await expect(copyStudy({ fromStudyName, fromStorage, toStorage, toStudyName: "copy" })).rejects.toMatchObject({
          code: "STUDY_EXISTS",
        })
        // The copy is a study like any other: the waiting trial is run first.
        const waiting = copy.trials.find(({ state }) => state === "waiting")
        await copy.optimize((trial) => (trial.suggestFloat("x", -1, 1), copy.directions.map(() => 1)), { nTrials: 2 })
        if (waiting !== undefined) expect(copy.trials[waiting.number]?.state).toBe("complete")
        expect(copy.trials.length).toBe(study.trials.length + (waiting === undefined ? 2 : 1))
        await toStorage.deleteStudy((await toStorage.findStudy("copy"))?.id ?? -1)
      }
      await createStudy({ storage: toStorage, studyName: "empty" })
      await copyStudy({ fromStudyName: "empty", fromStorage: toStorage, toStorage: fromStorage })
      expect((await loadStudy({ storage: fromStorage, studyName: "empty" })).trials).toEqual([])
      await fromStorage.close()
      await toStorage.close()
    },
    30_000,
  )
})

function statesOf({ trials }: Study): FrozenTrial["state"][] {
  return trials.map(({ state }) => state)
}
