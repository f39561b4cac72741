import type { Distribution } from "@parzen/core"

/** Whether Optuna takes `next` for a parameter that was of `first`: by Python's equality, where `1`, `1.0` and `True` are one. */
export function pythonCompatible(first: Distribution, next: Distribution): boolean {
  if (first === next) return true
  if (first.kind === "categorical") {
    return (
      next.kind === "categorical" &&
      first.choices.length === next.choices.length &&
      first.choices.every((choice, i) => pythonEqual(choice, next.choices[i]))
    )
  }
  return first.kind === next.kind && first.log === next.log
}

function pythonEqual(a: unknown, b: unknown): boolean {
  const [x, y] = [a, b].map((value) => (typeof value === "boolean" ? Number(value) : value))
  return Object.is(x, y) || x === y || (typeof x === "object" && JSON.stringify(x) === JSON.stringify(y))
}
