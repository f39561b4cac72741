import { describe, ParzenError } from "@parzen/core"
import type { OnnxRuntime } from "./onnx-runtime.ts"
import type { OnnxSessionOptions, SetSessionOptions } from "./session-options.ts"
import { EXECUTION_MODES, GRAPH_OPTIMIZATION_LEVELS } from "./session-options.ts"

type Name = keyof OnnxSessionOptions
type Check = readonly [allowed: string, isValid: (value: unknown) => boolean]

const isThreads: Check = [
  "an integer from 0 (one for each core) to 1024",
  (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1024,
]
const isFlag: Check = ["true or false", (value) => typeof value === "boolean"]
const isText: Check = ["a string", (value) => typeof value === "string"]
const isObject: Check = ["an object", (value) => typeof value === "object" && value !== null]
const isList: Check = ["a list", Array.isArray]

const CHECKS: Record<Name, Check> = {
  executionProviders: ["a list of names or { name } with one or more", isProviders],
  intraOpNumThreads: isThreads,
  interOpNumThreads: isThreads,
  graphOptimizationLevel: oneOf(GRAPH_OPTIMIZATION_LEVELS),
  executionMode: oneOf(EXECUTION_MODES),
  enableCpuMemArena: isFlag,
  enableMemPattern: isFlag,
  optimizedModelFilePath: isText,
  enableProfiling: isFlag,
  profileFilePrefix: isText,
  logId: isText,
  logSeverityLevel: ["0, 1, 2, 3 or 4", (value) => [0, 1, 2, 3, 4].includes(value as number)],
  logVerbosityLevel: ["an integer from 0", (value) => Number.isInteger(value) && (value as number) >= 0],
  freeDimensionOverrides: isObject,
  enableGraphCapture: isFlag,
  preferredOutputLocation: ["a string or an object", (value) => isText[1](value) || isObject[1](value)],
  externalData: isList,
  extra: isObject,
}

/** What the native binding of 1.30 does not read (js/node/src/session_options_helper.cc), and what WebAssembly has no threads for. */
const IGNORED: Readonly<Record<"node" | "web", readonly Name[]>> = {
  node: ["logVerbosityLevel", "freeDimensionOverrides", "enableGraphCapture"],
  web: ["intraOpNumThreads", "interOpNumThreads", "profileFilePrefix"],
}

/** What onnxruntime-web 1.30 can be built with; it does not say what it was built with. */
const WEB_PROVIDERS: readonly string[] = ["cpu", "wasm", "webgl", "webgpu", "webnn"]

/**
 * The session options that are set. ONNX Runtime passes over names that it does not know, and over providers that are not there:
 * here both are errors, and so are options that the runtime does not read. Without `ort` only names and values are checked.
 * @throws INVALID_ARGUMENT, PROVIDER_NOT_AVAILABLE
 */
export function checkSessionOptions(options: unknown, ort?: OnnxRuntime): SetSessionOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new ParzenError("INVALID_ARGUMENT", `sessionOptions: takes an object, got ${describe(options)}`)
  const kind = ort?.env?.versions.node === undefined ? "web" : "node"
  const ignored = ort === undefined ? [] : IGNORED[kind]
  const set = Object.entries(options).filter(([, value]) => value !== undefined)
  for (const [name, value] of set) {
    const allowed = Object.keys(CHECKS).filter((known) => !ignored.includes(known as Name))
    if (!allowed.includes(name)) {
      const why = ignored.includes(name as Name) ? `onnxruntime-${kind} does not read it` : "no session option"
      throw new ParzenError("INVALID_ARGUMENT", `sessionOptions: '${name}': ${why}; it reads ${allowed.join(", ")}`)
    }
    const [takes, isValid] = CHECKS[name as Name]
    if (isValid(value)) continue
    throw new ParzenError("INVALID_ARGUMENT", `sessionOptions: '${name}': takes ${takes}, got ${describe(value)}`)
  }
  const checked = Object.fromEntries(set) as SetSessionOptions
  if (ort !== undefined) checkProviders(checked, ort)
  return checked
}

function checkProviders({ executionProviders = [] }: OnnxSessionOptions, ort: OnnxRuntime): void {
  const own = ort.env?.versions.web === undefined ? undefined : WEB_PROVIDERS
  const names = ort.listSupportedBackends?.().map(({ name }) => name) ?? own
  if (names === undefined) return
  for (const provider of executionProviders) {
    const name = typeof provider === "string" ? provider : provider.name
    if (names.includes(name)) continue
    throw new ParzenError(
      "PROVIDER_NOT_AVAILABLE",
      `executionProviders: '${name}' is not in this build of ONNX Runtime, which has ${names.join(", ")}`,
    )
  }
}

function isProviders(value: unknown): boolean {
  const isProvider = (item: unknown): boolean => typeof (item as { name?: unknown } | null)?.name === "string"
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string" || isProvider(item))
}

function oneOf(choices: readonly string[]): Check {
  return [choices.map((choice) => `'${choice}'`).join(", "), (value) => choices.includes(value as string)]
}
