import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const tools = fileURLToPath(new URL("../../../tools/tfjs-node/", import.meta.url))
const node24 = `${tools}node_modules/node-24/bin/node`

test.skipIf(!existsSync(node24))("tfjs-node trains on Node 24 once node-compat is imported", () => {
  const program = `
    import "${new URL("../src/node-compat.ts", import.meta.url)}"
    import { createRequire } from "node:module"
    const tf = createRequire("${tools}package.json")("@tensorflow/tfjs-node")
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
    model.compile({ loss: "meanSquaredError", optimizer: "sgd" })
    const { epoch } = await model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 2, verbose: 0 })
    console.log(process.versions.node.split(".")[0], epoch.length)`
  const args = ["--input-type=module", "--no-warnings", "--eval", program]
  expect(execFileSync(node24, args, { encoding: "utf8", env: { TF_CPP_MIN_LOG_LEVEL: "2" } }).trim()).toBe("24 2")
})
