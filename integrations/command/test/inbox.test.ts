import type { Pruner, StudyView, TrialView } from "@parzen/core"
import {
  createStudy,
  FixedTrial,
  float,
  MedianPruner,
  RandomSampler,
  setVerbosity,
  ThresholdPruner,
} from "@parzen/core"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { CommandError, commandObjective } from "../src/index.ts"
import { causeOf, runTrial, runTrials, sh } from "./run-trials.ts"

vi.setConfig({ testTimeout: 60_000 })

beforeAll(() => setVerbosity("silent"))
afterAll(() => setVerbosity("info"))

const send = (...messages: object[]): string =>
  messages.map((message) => `echo '${JSON.stringify(message)}' >> "$PARZEN_MESSAGES"`).join("\n")

test("reports, attributes, constraints and a value reach the trial, whatever else is printed", async () => {
  const messages = send(
    { report: 0.5, step: 0 },
    { report: 0.25, step: 2, attrs: { note: { deep: [1, null] } } },
    { constraints: { memory: 3, time: -1 } },
    { constraints: { memory: -2 } },
    { value: 7 },
    { value: 0.125 },
  )
  const trial = await runTrial({ command: sh(`echo noise; ${messages}; printf 'no end of line'; echo 99 >&2`) })
  expect(trial).toMatchObject({
    state: "complete",
    value: 0.125,
    intermediateValues: { 0: 0.5, 2: 0.25 },
    userAttrs: { note: { deep: [1, null] } },
    constraints: { memory: -2, time: -1 },
  })
})

test("a message may be printed, after a mark, in the middle of other output", async () => {
  const script = `printf 'epoch 1: 50%%\\r'; printf 'loss 0.5 @parzen {"report": 0.5, "step": 1}\\n@parzen {"value": 3}'; exit 0`
  const trial = await runTrial({ command: sh(script) })
  expect(trial).toMatchObject({ value: 3, intermediateValues: { 1: 0.5 } })
})

test("a program knows the protocol, its trial and its attempt", async () => {
  const study = await runTrials({ command: sh('echo "$PARZEN_PROTOCOL $PARZEN_TRIAL $PARZEN_ATTEMPT"') }, 2, {
    directions: ["minimize", "minimize", "minimize"],
  })
  expect(study.trials.map(({ values }) => values)).toEqual([
    [1, 0, 1],
    [1, 1, 1],
  ])
})

test("NaN and infinities, as Python writes them, are reports", async () => {
  const script = `echo '{"report": NaN, "step": 0}' >> $PARZEN_MESSAGES; echo '{"report": -Infinity, "step": 1}' >> $PARZEN_MESSAGES; echo 1`
  const trial = await runTrial({ command: sh(script) })
  expect(trial.intermediateValues).toEqual({ 0: Number.NaN, 1: -Infinity })
})

describe("pruning", () => {
  const pruner = new ThresholdPruner({ upper: 10 })

  test("SIGTERM ends the program, which may tidy up; the trial is pruned with its last report", async () => {
    const script = `trap 'echo tidy >&2; exit 1' TERM; ${send({ report: 1, step: 0 }, { report: 11, step: 1 })}; while :; do sleep 0.02; done`
    const trial = await runTrial({ command: sh(script) }, { pruner })
    expect(trial).toMatchObject({ state: "pruned", value: 11, intermediateValues: { 0: 1, 1: 11 } })
  })

  test("a program that has ended before it could be stopped is pruned all the same, at the same step", async () => {
    const reports = Array.from({ length: 30 }, (_, step) => ({ report: step, step }))
    const trial = await runTrial({ command: sh(`${send(...reports)}; echo 5`) }, { pruner })
    expect(trial.state).toBe("pruned")
    expect(trial.lastStep).toBe(11)
  })

  test("a program may ask for it", async () => {
    const trial = await runTrial({ command: sh(`${send({ report: 2, step: 4 }, { prune: "diverged" })}; echo 5`) })
    expect(trial).toMatchObject({ state: "pruned", value: 2 })
  })

  test("the same seed prunes the same trials, however quick the programs are", async () => {
    const states = async (pause: number): Promise<unknown> => {
      const study = await createStudy({
        sampler: new RandomSampler({ seed: 3 }),
        pruner: new MedianPruner({ nStartupTrials: 2 }),
      })
      const script = `for i in 0 1 2; do echo '{{"report": {x}, "step": '$i'}}' >> $PARZEN_MESSAGES; sleep ${pause}; done; echo {x}`
      await study.optimize(commandObjective({ command: ["sh", "-c", script], space: { x: float(0, 1) } }), {
        nTrials: 8,
      })
      return study.trials.map(({ state, lastStep }) => [state, lastStep])
    }
    const quick = await states(0)
    expect(quick).toContainEqual(["pruned", 0])
    expect(quick).toContainEqual(["complete", 2])
    expect(await states(0.03)).toEqual(quick)
  })
})

test("each verdict is awaited before the next report, also of messages that were printed", async () => {
  let nAtOnce = 0
  let most = 0
  const pruner: Pruner = {
    prune(_study: StudyView, { intermediateValues }: TrialView) {
      most = Math.max(most, ++nAtOnce)
      nAtOnce--
      return Object.keys(intermediateValues).length > 2000
    },
  }
  const script = `for i in $(seq 0 299); do echo '@parzen {"report": 1, "step": '$i'}'; echo '{"report": 1, "step": '$((i + 1000))'}' >> $PARZEN_MESSAGES; done; echo 1`
  const trial = await runTrial({ command: sh(script) }, { pruner })
  expect(trial.state).toBe("complete")
  expect(Object.keys(trial.intermediateValues)).toHaveLength(600)
  expect(most).toBe(1)
})

test("what a crashed attempt reported stays, its value and constraints do not", async () => {
  const first = `${send({ report: 9, step: 0 }, { value: 8, constraints: { memory: 7 } })}; exit 1`
  const second = `${send({ report: 1, step: 0 }, { report: 2, step: 1 })}; echo 3`
  const trial = await runTrial({
    command: sh(`if [ $PARZEN_ATTEMPT = 1 ]; then ${first}; else ${second}; fi`),
    retries: 1,
  })
  expect(trial).toMatchObject({ value: 3, intermediateValues: { 0: 9, 1: 2 }, constraints: {} })
})

test("reports in a study of several objectives end it with what the core says", async () => {
  const study = await createStudy({ directions: ["minimize", "minimize"] })
  const objective = commandObjective({ command: sh(`${send({ report: 1, step: 0 })}; sleep 9`), space: () => ({}) })
  await expect(study.optimize(objective, { nTrials: 3, catch: [CommandError] })).rejects.toMatchObject({
    code: "SINGLE_OBJECTIVE_ONLY",
  })
})

test("an attribute's message of 200 kB passes, one without end fails the trial", async () => {
  const python = (n: number): string[] => [
    "python3",
    "-c",
    `import os; open(os.environ["PARZEN_MESSAGES"], "a").write('{{"attrs": {{"x": "' + "x" * ${n} + '"}}}}'); print(1)`,
  ]
  expect(String((await runTrial({ command: python(200_000) })).userAttrs["x"]).length).toBe(200_000)
  expect(causeOf(await runTrial({ command: python(3_000_000) }))).toMatch(
    /COMMAND_BAD_MESSAGE: .* has more than 1048576/,
  )
})

test("an attribute that the core refuses is a bad message, after which the study goes on", async () => {
  const study = await runTrials({ command: sh(`echo '{"attrs": {"__proto__": 1}}' >> $PARZEN_MESSAGES; echo 1`) }, 2)
  expect(study.trials.map(causeOf)).toEqual(
    Array(2).fill(expect.stringMatching(/COMMAND_BAD_MESSAGE: 'sh .*'__proto__'/)),
  )
})

test("an objective is called by hand with a fixed trial", async () => {
  const objective = commandObjective({ command: ["echo", "{x}"], space: { x: float(0, 1) } })
  expect(await objective(new FixedTrial({ x: 0.25 }))).toBe(0.25)
})
