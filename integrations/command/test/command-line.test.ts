import type { CategoricalChoice, Params } from "@parzen/core"
import { categorical, createStudy, FixedTrial, float, int, setVerbosity } from "@parzen/core"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { commandObjective } from "../src/index.ts"
import type { CommandObjectiveOptions } from "../src/index.ts"

beforeAll(() => setVerbosity("silent"))
afterAll(() => setVerbosity("info"))

const space = { lr: float(1e-9, 1, { log: true }), units: int(1, 9) }
const PRINT_ARGS =
  'const a = process.argv.slice(1); console.log(JSON.stringify({{attrs: {{a}}, value: 1}}).replace(/^/, "@parzen "))'

/** The arguments that a program gets for `params`. */
async function argumentsFor(args: readonly string[], params: Params): Promise<unknown> {
  const trial = new FixedTrial({})
  const command = [process.execPath, "-e", PRINT_ARGS, "--", ...args]
  await commandObjective({ command, space: () => params })(trial)
  return trial.userAttrs["a"]
}

describe("arguments", () => {
  test("numbers, texts, flags and null are filled in", async () => {
    const params = { lr: 1e-7, units: 3, act: "re lu", bias: true, none: null }
    expect(await argumentsFor(["--lr={lr}", "{units}x{units}", "{act}", "{bias}", "{none}"], params)).toEqual([
      "--lr=1e-7",
      "3x3",
      "re lu",
      "true",
      "null",
    ])
  })

  test("{trial.args} stands for all parameters, {trial.params} for their JSON", async () => {
    const params = { lr: 0.5, act: "a b" }
    expect(await argumentsFor(["{trial.args}"], params)).toEqual(["--lr=0.5", "--act=a b"])
    expect(await argumentsFor(["{trial.params}", "n{trial.number}"], params)).toEqual(['{"lr":0.5,"act":"a b"}', "n0"])
  })

  test("no shell sees them: any text arrives as it is", async () => {
    const texts = ["$HOME", "`id`", "$(id)", ";rm", "a'b\"c", "a\nb", "*", "-x", "", "é😀", "\\", "{x}", "%PATH%"]
    expect(
      await argumentsFor(
        texts.map((_, i) => `{p${i}}`),
        Object.fromEntries(texts.map((t, i) => [`p${i}`, t])),
      ),
    ).toEqual(texts)
  })

  test("every text but those with a zero character arrives", async () => {
    const text = fc.string({ unit: "binary" }).filter((s) => !s.includes("\0"))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const params = Object.fromEntries(texts.map((t, i) => [`p${i}`, t]))
        expect(
          await argumentsFor(
            texts.map((_, i) => `{p${i}}`),
            params,
          ),
        ).toEqual(texts)
      }),
      { numRuns: 3 },
    )
  })
})

describe("checked before anything runs", () => {
  type Options = CommandObjectiveOptions<typeof space>
  const refused: [string, Partial<Options>, RegExp][] = [
    [
      "an unknown placeholder",
      { command: ["x", "{lr}", "{units}", "{lrr}"] },
      /'{lrr}': is no parameter; there are: lr, units, trial\.number/,
    ],
    [
      "a parameter that the program would not get",
      { command: ["x", "{lr}"] },
      /'units': the program does not get this parameter/,
    ],
    ["a brace without partner", { command: ["x", "{lr"] }, /command: the '{' at 0 of '{lr' has no partner/],
    ["an unknown placeholder in env", { env: { A: "{b}" } }, /'{b}': is no parameter/],
    [
      "{trial.args} within an argument",
      { command: ["x", "a{trial.args}"] },
      /'{trial.args}': stands for several arguments/,
    ],
    ["{trial.args} in stdin", { stdin: "{trial.args}" }, /'{trial.args}': stands for several arguments/],
    ["a text without shell", { command: "x {lr} {units}" }, /command: takes an array .*; a text needs shell: true/],
    ["an array for a shell", { shell: true }, /command: takes a text with shell: true, got an array/],
    ["no program", { command: [] }, /command: takes an array of the program/],
    ["an empty program", { command: [""] }, /command: takes an array of the program/],
    ["an argument that is no text", { command: ["x", 1 as never] }, /command: takes an array .* got \['x', 1\]/],
    ["a zero character", { command: ["x", "\0"] }, /command: takes/],
    ["an unknown option", { timeout: 3 } as never, /'timeout': is none of the options command, space,/],
    ["a time below 0", { timeoutMs: -1 }, /timeoutMs: takes milliseconds from 0, got -1/],
    ["a time that is none", { idleTimeoutMs: "3" as never }, /idleTimeoutMs: takes milliseconds from 0, got '3'/],
    ["a grace without end", { graceMs: Infinity }, /graceMs: takes milliseconds from 0, got Infinity/],
    ["half a retry", { retries: 0.5 }, /retries: takes a whole number from 0, got 0.5/],
    ["an exit that means nothing", { exitCodes: { 3: "ok" as never } }, /exitCodes: takes/],
    [
      "a result that is none",
      { result: "stdout" as never },
      /result: takes 'last-line', 'message', 'duration', { file } or { pattern }, got 'stdout'/,
    ],
    ["a pattern that is none", { result: { pattern: "a" as never } }, /result: takes/],
    ["no metrics", { metrics: [] }, /metrics: takes an array of names/],
    ["an environment that is none", { env: { A: 1 as never } }, /env: takes an object of texts/],
    ["an environment to inherit that is none", { inheritEnv: "PATH" as never }, /inheritEnv: takes/],
    ["a folder and one of each trial", { cwd: "/", workdir: true }, /cwd: a trial with workdir runs in its own folder/],
    ["kept folders without a place", { workdir: { keep: true } }, /workdir: keep needs root/],
    ["an unknown option of workdir", { workdir: { dir: "x" } as never }, /workdir: takes/],
    ["a store that is none", { keepOutput: {} as never }, /keepOutput: takes a folder or an artifact store/],
    ["a space that is none", { space: 3 as never }, /space: takes an object of distributions or a function, got 3/],
    [
      "a distribution that is none",
      { space: { lr: float(0, 1), units: 3 as never } },
      /'units': is searched in a distribution/,
    ],
    [
      "a parameter with a name of the trial",
      { space: { ...space, "trial.params": int(1, 2) } } as object,
      /'trial.params': no parameter can have/,
    ],
  ]

  test.each(refused)("%s", (_what, options, message) => {
    const command = ["x", "{lr}", "{units}"]
    expect(() => commandObjective({ command, space, ...options } as Options)).toThrow(message)
    expect(() => commandObjective({ command, space, ...options } as Options)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    )
  })

  test("options that are none", () => {
    expect(() => commandObjective(undefined as never)).toThrow(/takes an object of options, got undefined/)
  })

  test.each<[string, () => unknown, RegExp]>([
    ["a placeholder that this trial lacks", () => ({ x: 1 }), /'{lr}': is no parameter; there are: x/],
    ["a parameter that the command lacks", () => ({ lr: 1, depth: 2 }), /'depth': the program does not get/],
    ["no object", () => 3, /space: the function gives an object of parameters, got 3/],
    ["a promise", async () => ({ lr: 1 }), /got a Promise/],
    [
      "a value that no argument can hold",
      () => ({ lr: [1] }),
      /'lr': is a text, a number, true, false or null, got \[1\]/,
    ],
    ["a zero character", () => ({ lr: "\0" }), /'lr': no program can be given a value with a zero character/],
  ])("of a space function: %s", async (_what, space, message) => {
    const objective = commandObjective({ command: ["touch", "{lr}"], space: space as () => Params, cwd: "/nowhere" })
    await expect(objective(new FixedTrial({}))).rejects.toThrow(message)
  })
})

describe("a shell, if asked for", () => {
  const run = (command: string, params: Params, env?: Record<string, string>): Promise<unknown> =>
    Promise.resolve(commandObjective({ command, space: () => params, shell: true, env })(new FixedTrial({})))

  test("runs pipes and more", async () => {
    expect(await run("echo {x} | sed s/1/2/ | cat", { x: 1.5 })).toBe(2.5)
    expect(await run("for i in {trial.args}; do echo $i; done | wc -l", { x: 1, y: "a" })).toBe(2)
  })

  test("gets no text that it would not take as it is, but by its environment", async () => {
    for (const x of ["$(id)", "a b", "a;b", "`id`", "'", "", "~", "a\nb", "{a,b}", "*"]) {
      await expect(run("echo {x}", { x })).rejects.toThrow(/'{x}': the shell would not take [^]* pass it by env/)
    }
    expect(await run('[ "$X" = "\\$(id) \'" ] && echo 1', { x: "$(id) '" }, { X: "{x}" })).toBe(1)
  })

  test("that a choice cannot be passed is said at once", () => {
    const choices = categorical<CategoricalChoice>(["safe", "not safe"])
    expect(() => commandObjective({ command: "x {a}", space: { a: choices }, shell: true })).toThrow(/'{a}': the shell/)
    const byEnv = { command: 'x "$A"', space: { a: choices }, shell: true, env: { A: "{a}" } }
    expect(() => commandObjective(byEnv)).not.toThrow()
  })
})

describe("a command function", () => {
  const objectiveOf = (command: CommandObjectiveOptions<() => { x: number }>["command"]): Promise<unknown> =>
    Promise.resolve(
      commandObjective({ command, space: () => ({ x: 3 }), env: { A: "a", B: "b" } })(
        new FixedTrial({}, { number: 7 }),
      ),
    )

  test("makes the arguments, and the rest of the call", async () => {
    expect(await objectiveOf(({ x }, trial) => ["echo", `${x + trial.number}`])).toBe(10)
    const call = {
      argv: ["sh", "-c", 'read n; echo "$A$B$n $PWD" | grep -q "^aB5 /$" && echo 1'],
      env: { B: "B" },
      cwd: "/",
      stdin: new TextEncoder().encode("5\n"),
    }
    expect(await objectiveOf(async () => call)).toBe(1)
  })

  test.each<[string, unknown, RegExp]>([
    ["nothing", undefined, /command: the function gives an array of texts, the program first, got undefined/],
    ["a number among its arguments", ["x", 1], /got \['x', 1\]/],
    ["an environment that is none", { argv: ["x"], env: { A: 1 } }, /command: env must be an object of texts/],
    ["an input that is none", { argv: ["x"], stdin: 3 }, /command: stdin must be a text or bytes, got 3/],
    ["a folder that is none", { argv: ["x"], cwd: 3 }, /command: cwd must be a folder, got 3/],
  ])("that makes %s is a mistake", async (_what, made, message) => {
    await expect(objectiveOf(() => made as never)).rejects.toThrow(message)
  })

  test("what it throws ends the study", async () => {
    const study = await createStudy()
    const broken = (): never => {
      throw new RangeError("broken")
    }
    const objective = commandObjective({ command: broken, space: () => ({}) })
    await expect(study.optimize(objective, { nTrials: 2 })).rejects.toThrow("broken")
  })
})

test("{trial.folder} is where the program runs", async () => {
  const command = ["sh", "-c", '[ "$PWD" = "$1" ] && echo 1', "-", "{trial.folder}"]
  expect(await commandObjective({ command, space: {}, cwd: "/usr/{trial.number}/.." })(new FixedTrial({}))).toBe(1)
  expect(await commandObjective({ command, space: {} })(new FixedTrial({}))).toBe(1)
})

test("stdin and the folder have placeholders too", async () => {
  const objective = commandObjective({
    command: ["sh", "-c", 'read n; [ "$PWD" = / ] && echo $n'],
    space: { x: int(1, 9) },
    stdin: "{x}\n",
    cwd: "/",
  })
  expect(await objective(new FixedTrial({ x: 4 }))).toBe(4)
})

test("types: a command function knows the parameters of the space", () => {
  const act = categorical(["relu", "tanh"])
  const typed = commandObjective({
    space: { lr: float(0, 1), act },
    command: ({ lr, act }) => ["x", lr.toFixed(3), act satisfies "relu" | "tanh"],
  })
  const untyped = commandObjective({
    space: (trial) => ({ depth: trial.suggestInt("depth", 1, 3) }),
    // @ts-expect-error: there is no such parameter
    command: ({ depth, width }) => ["x", depth.toFixed(), `${width}`],
  })
  expect([typed, untyped]).toEqual([expect.any(Function), expect.any(Function)])
})
