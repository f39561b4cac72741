import { createRequire } from "node:module"
import { existsSync } from "node:fs"
import type * as tfjs from "@tensorflow/tfjs"
import "../src/node-compat.ts"

/** Where `npm run tfjs-node` installs it. */
const INSTALLED = new URL("../../../tools/tfjs-node/package.json", import.meta.url)

/** The real tfjs-node where it is installed, else plain tfjs with the wasm backend, which trains no convolutions. */
export async function loadBackend(): Promise<typeof tfjs> {
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2"
  const require = createRequire(INSTALLED)
  if (existsSync(new URL("node_modules/@tensorflow/tfjs-node/deps/lib", INSTALLED)))
    return require("@tensorflow/tfjs-node") as typeof tfjs
  console.log("tfjs-node is not installed, these tests run on the wasm backend: npm run tfjs-node")
  const tf = await import("@tensorflow/tfjs")
  await import("@tensorflow/tfjs-backend-wasm")
  await tf.setBackend("wasm")
  return tf
}
