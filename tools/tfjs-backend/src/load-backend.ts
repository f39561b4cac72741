import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import type * as tfjs from "@tensorflow/tfjs"

/** Where `npm run tfjs-node` installs it. */
const INSTALLED = new URL("../../tfjs-node/package.json", import.meta.url)
const PACKAGE = new URL("node_modules/@tensorflow/tfjs-node/", INSTALLED)
/** What must be there: the addon is built last, and links to the library, which lies elsewhere. */
const BUILT = ["lib/napi-v8/tfjs_binding.node", "deps/lib/libtensorflow_framework.so.2"]

/**
 * tfjs-node where `npm run tfjs-node` has built it, else plain tfjs with the wasm backend, which is nearly as fast for small dense
 * layers and trains no convolutions. `PARZEN_TFJS=wasm` chooses wasm. On Node 23 and newer, import `@parzen/tfjs/node-compat` before.
 * @throws where `convolutions` are to be trained without tfjs-node
 */
export async function loadBackend({ convolutions = false } = {}): Promise<typeof tfjs> {
  // TensorFlow reads its environment when it is loaded: no chatter.
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2"
  const without = whyNoTfjsNode()
  if (without === undefined) return createRequire(INSTALLED)("@tensorflow/tfjs-node") as typeof tfjs
  if (convolutions)
    throw new Error(
      `This trains convolutions or embeddings and needs tfjs-node, but ${without}. \`npm run tfjs-node\` in the repository's root builds ` +
        "it. (The wasm backend cannot train them, plain JavaScript takes hundreds of times as long.)",
    )
  console.log(`This runs on tfjs's wasm backend: ${without} (npm run tfjs-node builds it)`)
  const tf = await import("@tensorflow/tfjs")
  await import("@tensorflow/tfjs-backend-wasm")
  await tf.setBackend("wasm")
  return tf
}

function whyNoTfjsNode(): string | undefined {
  const wanted = process.env["PARZEN_TFJS"] ?? ""
  if (wanted === "wasm") return "PARZEN_TFJS is wasm"
  if (wanted !== "") throw new Error(`PARZEN_TFJS: takes 'wasm' or nothing, got '${wanted}'`)
  return BUILT.every((path) => existsSync(new URL(path, PACKAGE))) ? undefined : "tfjs-node is not built"
}
