import { expect, test } from "vitest"
import type { FrozenTrial, StudyView } from "../../src/index.ts"
import { createTrial } from "../../src/index.ts"
import { StudyIndex } from "../../src/trial/study-index.ts"

class Numbers {
  readonly seen: number[] = []

  add(trial: FrozenTrial): void {
    if (trial.number < 0) throw new RangeError("no number")
    this.seen.push(trial.number)
  }
}

const finishedTrial = (number: number): FrozenTrial => Object.assign(createTrial({ value: 0 }), { number })

function viewOf(finished: FrozenTrial[]): StudyView {
  const history = { trials: finished, finished, running: new Map() }
  return { studyName: "s", directions: ["minimize"], history, systemAttrs: {}, setSystemAttr: () => {}, stop: () => {} }
}

test("each finished trial is added once, in the order of becoming known, for each study apart", () => {
  const index = new StudyIndex(() => new Numbers())
  const [one, two] = [[finishedTrial(2)], [finishedTrial(7)]]
  const [first, second] = [viewOf(one), viewOf(two)]
  expect(index.of(first).seen).toEqual([2])
  one.push(finishedTrial(0), finishedTrial(1))
  expect(index.of(first)).toBe(index.of(first))
  expect(index.of(first).seen).toEqual([2, 0, 1])
  expect(index.of(second).seen).toEqual([7])
})

test("a trial that cannot be added is not passed over", () => {
  const index = new StudyIndex(() => new Numbers())
  const study = viewOf([finishedTrial(0), finishedTrial(-1), finishedTrial(1)])
  expect(() => index.of(study)).toThrow("no number")
  expect(() => index.of(study)).toThrow("no number")
})
