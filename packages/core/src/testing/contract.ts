import { isParzenError } from "../errors.ts"

/** One thing that every implementation must do. Any test runner can run it: `test(name, () => run(create))`. */
export interface ContractCase<Create> {
  /** A sentence about behaviour. */
  readonly name: string
  /** Rejects, with what was seen and what was expected, if `create`'s product does not do it. */
  run(create: Create): Promise<void>
}

/** Cases that an implementation cannot fulfil, by name, and why. */
export interface ContractSkip {
  readonly reason: string
  readonly cases: readonly string[]
}

/** The cases to run. @throws Error for a skip that names no case, or gives no reason: it has outlived its cause */
export function casesOf<Create>(
  contract: readonly ContractCase<Create>[],
  skips: readonly ContractSkip[] = [],
): ContractCase<Create>[] {
  const skipped = new Set<string>()
  for (const { reason, cases } of skips) {
    if (reason.trim() === "") throw new Error(`the skip of ${cases.join(", ")} gives no reason`)
    for (const name of cases) {
      if (!contract.some((contractCase) => contractCase.name === name)) throw new Error(`no case is named '${name}'`)
      skipped.add(name)
    }
  }
  return contract.filter(({ name }) => !skipped.has(name))
}

/** @throws Error with `message` unless `condition` holds */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

/** @throws Error unless both are equal: numbers by `Object.is`, dates by time, arrays and objects by content. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  assert(isEqual(actual, expected), `${what}: expected ${show(expected)}, got ${show(actual)}`)
}

/** @throws Error unless `run` throws a ParzenError of this code, whose message matches */
export function assertThrows(run: () => unknown, code: string, message?: RegExp): void {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  assertError(thrown, code, message)
}

/** @throws Error unless the promise, or the one that `run` makes, rejects with a ParzenError of this code, whose message matches */
export async function assertRejects(
  run: PromiseLike<unknown> | (() => PromiseLike<unknown>),
  code: string,
  message?: RegExp,
): Promise<void> {
  let thrown: unknown
  try {
    await (typeof run === "function" ? run() : run)
  } catch (error) {
    thrown = error
  }
  assertError(thrown, code, message)
}

function assertError(thrown: unknown, code: string, message: RegExp | undefined): void {
  if (isParzenError(thrown) && thrown.code === code && message?.test(thrown.message) !== false) return
  const expected = `an error of code ${code}${message === undefined ? "" : ` whose message matches ${String(message)}`}`
  const seen = isParzenError(thrown) ? `${thrown.code}: ${thrown.message}` : String(thrown ?? "none")
  throw new Error(`expected ${expected}, got ${seen}`, { cause: thrown })
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (a instanceof Date || b instanceof Date)
    return a instanceof Date && b instanceof Date && a.getTime() === b.getTime()
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(Reflect.get(a, key), Reflect.get(b, key)))
  )
}

function show(value: unknown): string {
  const named = (_: string, item: unknown): unknown =>
    typeof item === "number" && !Number.isFinite(item) ? String(item) : item
  const text = JSON.stringify(value, named) ?? "undefined"
  return text.length > 500 ? `${text.slice(0, 500)}...` : text
}
