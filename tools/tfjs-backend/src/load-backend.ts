import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import type * as tfjs from "@tensorflow/tfjs"

/** Where `npm run tfjs-node` installs it. */
const INSTALLED = new URL("../../tfjs-node/package.json", import.meta.url)
const BUILT = new URL("node_modules/@tensorflow/tfjs-node/deps/lib", INSTALLED)

/**
 * tfjs-node where `npm run tfjs-node` has built it, else plain tfjs with the wasm backend, which is as fast for dense layers and
 * trains no convolutions. On Node 23 and newer, import `@parzen/tfjs/node-compat` before.
 * @throws where convolutions are to be trained without tfjs-node
 */
export async function loadBackend({ convolutions = false } = {}): Promise<typeof tfjs> {
  // TensorFlow reads its environment when it is loaded: no chatter, and as many threads as there are processors.
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2"
  if (existsSync(BUILT)) return createRequire(INSTALLED)("@tensorflow/tfjs-node") as typeof tfjs
  if (convolutions)
    throw new Error(
      "training convolutions needs tfjs-node: `npm run tfjs-node` builds it, `npm install @tensorflow/tfjs-node` downloads it. " +
        "(The wasm backend cannot train them, plain JavaScript takes hundreds of times as long.)",
    )
  console.log("tfjs-node is not installed (npm run tfjs-node): this runs on the wasm backend")
  const tf = await import("@tensorflow/tfjs")
  await import("@tensorflow/tfjs-backend-wasm")
  await tf.setBackend("wasm")
  return tf
}
