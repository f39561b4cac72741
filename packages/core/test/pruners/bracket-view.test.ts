import { expect, test } from "vitest"
import type { FrozenTrial, Json, StudyView } from "../../src/index.ts"
import { createTrial } from "../../src/index.ts"
import { BracketView } from "../../src/pruners/bracket-view.ts"

test("a bracket sees its own trials only, as they come, and passes on what is kept", () => {
  const numbered = (number: number): FrozenTrial => Object.assign(createTrial({ value: 0 }), { number })
  const trials = [numbered(0), numbered(1), numbered(2), numbered(3)]
  const finished = [trials[2] as FrozenTrial, trials[0] as FrozenTrial]
  const running = new Map([1, 3].map((number) => [number, trials[number] as FrozenTrial]))
  const kept: [string, Json][] = []
  let stops = 0
  const study: StudyView = {
    studyName: "s",
    directions: ["maximize"],
    history: { trials, finished, running },
    systemAttrs: { a: 1 },
    setSystemAttr: (key, value) => void kept.push([key, value]),
    stop: () => void stops++,
  }
  const bracket = new BracketView(study, (number) => number !== 0 && number !== 3)
  expect(bracket.history.finished).toEqual([trials[2]])
  expect(bracket.history.trials).toEqual([trials[1], trials[2]])
  expect([...bracket.history.running.keys()]).toEqual([1])

  const before = bracket.history.finished
  finished.push(trials[1] as FrozenTrial)
  running.delete(1)
  expect(bracket.history.finished).toBe(before)
  expect(bracket.history.finished).toEqual([trials[2], trials[1]])
  expect(bracket.history.running.size).toBe(0)

  bracket.setSystemAttr("b", 2)
  bracket.stop()
  expect(kept).toEqual([["b", 2]])
  expect(stops).toBe(1)
  expect(bracket).toMatchObject({ studyName: "s", directions: ["maximize"], systemAttrs: { a: 1 } })
})
