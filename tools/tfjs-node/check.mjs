// Trains one step with tfjs-node and says which versions did it.
import util from "node:util"
util.isNullOrUndefined ??= (value) => value == null
util.isArray ??= Array.isArray
const { default: tf } = await import("@tensorflow/tfjs-node")
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
model.compile({ loss: "meanSquaredError", optimizer: "sgd" })
await model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { verbose: 0 })
console.log(`${tf.getBackend()} ${tf.version["tfjs-core"]} on Node ${process.versions.node}`)
