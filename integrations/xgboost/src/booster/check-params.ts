import { ParzenError, warn } from "@parzen/core"
import type { XGBoostLibrary } from "../library/xgboost-library.ts"
import { KNOWN_PARAMS } from "./known-params.ts"
import type { ParamPair } from "./params.ts"

/**
 * Has a booster that is thrown away configure itself by `params`, so that they are refused before the first round.
 * @throws UNKNOWN_PARAMETER; XGBOOST_ERROR for unknown objectives and metrics, and values out of range
 */
export function checkParams(library: XGBoostLibrary, params: readonly ParamPair[], numFeature: number): void {
  const out: [bigint] = [0n]
  library.callSync("XGBoosterCreate", [], 0, out)
  const [booster] = out
  try {
    const own = { num_feature: String(numFeature), validate_parameters: "1", verbosity: "1" }
    const lines = library.listen(() => {
      for (const [name, value] of [...params, ...Object.entries(own)])
        library.callSync("XGBoosterSetParam", booster, name, value)
      library.callSync("XGBoosterSaveJsonConfig", booster, [0], [""])
    })
    refuseUnknown(lines)
  } finally {
    library.callSync("XGBoosterFree", booster)
  }
}

/** XGBoost warns: `Parameters: { "max_dept", "eta_" } are not used.` */
function refuseUnknown(lines: readonly string[]): void {
  const unused = lines.flatMap((line) => {
    const [, names = ""] = /Parameters: \{([^}]*)\} are not used/.exec(line) ?? []
    return [...names.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name)
  })
  const unknown = unused.filter((name) => !KNOWN_PARAMS.has(name))
  if (unknown.length > 0) {
    const names = unknown.map((name) => `'${name}'${suggestion(name)}`).join(", ")
    throw new ParzenError("UNKNOWN_PARAMETER", `XGBoost knows no parameter ${names}`)
  }
  if (unused.length > 0)
    warn(`XGBoost: the parameters ${unused.join(", ")} are not used by this booster, objective or updater`)
}

function suggestion(name: string): string {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "")
  const near = [...KNOWN_PARAMS].find((known) => isNear(letters(known), letters(name)))
  return near === undefined ? "" : ` (did you mean '${near}'?)`
}

/** Whether one letter more, less or another makes one word of the other. */
function isNear(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false
  let begin = 0
  while (begin < left.length && begin < right.length && left[begin] === right[begin]) begin++
  const [restLeft, restRight] = [left.slice(begin), right.slice(begin)]
  return [restRight, restRight.slice(1)].some((rest) => rest === restLeft || rest === restLeft.slice(1))
}
