import { FixedTrial } from "@parzen/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { commandObjective } from "../src/index.ts"
import type { CommandObjectiveOptions } from "../src/index.ts"
import { inheritedEnv } from "../src/environment.ts"

const mine = { SECRET_TOKEN: "secret", CUDA_VISIBLE_DEVICES: "3", PARZEN_TEST_A: "a" }

beforeAll(() => void Object.assign(process.env, mine))
afterAll(() => {
  for (const name of Object.keys(mine)) delete process.env[name]
})

async function environmentOf(
  options: Partial<CommandObjectiveOptions<() => Record<string, never>>>,
): Promise<Record<string, string>> {
  const trial = new FixedTrial({})
  const script = 'console.log("@parzen " + JSON.stringify({ attrs: { env: process.env }, value: 1 }))'
  await commandObjective({ command: () => [process.execPath, "-e", script], space: () => ({}), ...options })(trial)
  return trial.userAttrs["env"] as Record<string, string>
}

test("programs get what says how they run, what env says and the protocol's variables, but nothing else", async () => {
  const env = await environmentOf({ env: { MODE: "trial {trial.number}" } })
  expect(env).toMatchObject({ PATH: process.env["PATH"], CUDA_VISIBLE_DEVICES: "3", MODE: "trial 0" })
  expect(env).not.toHaveProperty("SECRET_TOKEN")
  const own = Object.keys(env).filter((name) => name.startsWith("PARZEN_"))
  expect(own.sort()).toEqual(["PARZEN_ATTEMPT", "PARZEN_MESSAGES", "PARZEN_PROTOCOL", "PARZEN_RUN", "PARZEN_TRIAL"])
})

test("inheritEnv passes on all, nothing, or what it names", async () => {
  expect(await environmentOf({ inheritEnv: true })).toMatchObject(mine)
  expect(Object.keys(await environmentOf({ inheritEnv: false })).filter((name) => !name.startsWith("PARZEN_"))).toEqual(
    [],
  )
  expect(Object.keys(inheritedEnv(["PARZEN_TEST_*", "SECRET_TOKEN", "NOT_THERE"]))).toEqual([
    "SECRET_TOKEN",
    "PARZEN_TEST_A",
  ])
})
