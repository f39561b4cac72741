import { describe, expect, test } from "vitest"
import type { FrozenTrial } from "../../src/index.ts"
import { createTrial, float, RetryHeartbeatStaleTrialCallback, TrialRecord } from "../../src/index.ts"

function stale(number: number, systemAttrs: Readonly<Record<string, unknown>> = {}): FrozenTrial {
  const { params, distributions, intermediateValues, userAttrs, ...rest } = createTrial({
    state: "fail",
    params: { x: 0.5 },
    distributions: { x: float(0, 1) },
    intermediateValues: { 0: 1 },
    userAttrs: { checkpoint: "a" },
    systemAttrs,
  })
  return new TrialRecord({
    number,
    id: number,
    state: "fail",
    params: { ...params },
    distributions: { ...distributions },
    intermediateValues: { ...intermediateValues },
    userAttrs,
    systemAttrs: rest.systemAttrs,
  })
}

describe("RetryHeartbeatStaleTrialCallback", () => {
  test("makes a waiting trial of the same parameters, with what Optuna keeps of the series", () => {
    const callback = new RetryHeartbeatStaleTrialCallback()
    const first = callback.retryOf(stale(3, { grid_id: 7, fixed_params: { x: 0.5 } }))
    expect(first).toMatchObject({
      state: "waiting",
      params: { x: 0.5 },
      distributions: { x: float(0, 1) },
      intermediateValues: {},
      userAttrs: { checkpoint: "a" },
      systemAttrs: { failed_trial: 3, retry_history: [3], grid_id: 7, fixed_params: { x: 0.5 } },
    })
    const second = callback.retryOf(stale(8, first?.systemAttrs))
    expect(second?.systemAttrs).toMatchObject({ failed_trial: 3, retry_history: [3, 8] })
    expect([second?.datetimeStart, second?.datetimeComplete]).toEqual([undefined, undefined])
  })

  test.each([
    [0, 0],
    [1, 1],
    [3, 3],
    [undefined, 10],
  ])("tries again at most maxRetry %s times", (maxRetry, times) => {
    const callback = new RetryHeartbeatStaleTrialCallback({ maxRetry })
    let number = 0
    let next = callback.retryOf(stale(number))
    while (next !== undefined && number < 10) next = callback.retryOf(stale(++number, next.systemAttrs))
    expect(number).toBe(times)
  })

  test("leaves what the run found out, but for reports where they are inherited", () => {
    const found = { "constraints:size": 1, completed_rung_0: 0.5, "parzen:fail_cause": "?", kept: 1 }
    const anew = new RetryHeartbeatStaleTrialCallback().retryOf(stale(0, found))
    expect(anew?.systemAttrs).toEqual({ failed_trial: 0, retry_history: [0], kept: 1 })
    const goesOn = new RetryHeartbeatStaleTrialCallback({ inheritIntermediateValues: true }).retryOf(stale(0, found))
    expect(goesOn).toMatchObject({ intermediateValues: { 0: 1 } })
    expect(goesOn?.systemAttrs).toEqual({ failed_trial: 0, retry_history: [0], kept: 1, completed_rung_0: 0.5 })
  })

  test("tells a retry from other trials", () => {
    const retry = new RetryHeartbeatStaleTrialCallback().retryOf(stale(5, { failed_trial: 2, retry_history: [2, 4] }))
    expect(RetryHeartbeatStaleTrialCallback.retriedTrialNumber(retry as FrozenTrial)).toBe(2)
    expect(RetryHeartbeatStaleTrialCallback.retryHistory(retry as FrozenTrial)).toEqual([2, 4, 5])
    expect(RetryHeartbeatStaleTrialCallback.retriedTrialNumber(stale(0))).toBe(undefined)
    expect(RetryHeartbeatStaleTrialCallback.retryHistory(stale(0))).toEqual([])
  })

  test.each([-1, 0.5, NaN, "3" as unknown as number])("refuses maxRetry %s", (maxRetry) => {
    expect(() => new RetryHeartbeatStaleTrialCallback({ maxRetry })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("maxRetry") }),
    )
  })
})
