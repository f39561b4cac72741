import { existsSync } from "node:fs"

/** Whether onnxruntime-node is there, which `npm run onnxruntime-node` installs. */
export const hasRuntime: boolean = existsSync(
  new URL("../../node_modules/onnxruntime-node/package.json", import.meta.url),
)
