/** `backends.mjs <tfjs-node | wasm | cpu> <folder>` trains networks with one backend of tfjs, tfjs-node as `folder` has it, and prints its times. */
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import "@parzen/tfjs/node-compat"
import type * as tfjs from "@tensorflow/tfjs"

/** Milliseconds of each repetition; none where the backend cannot do it. */
export interface BackendTimes {
  readonly epoch32: readonly number[]
  readonly epoch128: readonly number[]
  readonly predict: readonly number[]
  readonly convolutions: readonly number[]
}

/** How many images an epoch of the dense network has, one of the convolutional network, and a prediction. */
const N_DENSE = 3000
const N_CONVOLUTIONS = 512
const N_PREDICT = 1000
/** Plain JavaScript trains convolutions on so many images, and the time is multiplied. */
const N_SLOW = 8
const PIXELS = 28

const [backend = "", folder = ""] = process.argv.slice(2)
const isSlow = backend === "cpu"
process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2"
const tf = await load()
process.stdout.write(`\n${JSON.stringify(await times())}`)

async function load(): Promise<typeof tfjs> {
  if (backend === "tfjs-node") return createRequire(pathToFileURL(`${folder}/`))("@tensorflow/tfjs-node") as typeof tfjs
  const plain = await import("@tensorflow/tfjs")
  if (backend === "wasm") await import("@tensorflow/tfjs-backend-wasm")
  if (!(await plain.setBackend(backend))) throw new Error(`tfjs has no backend '${backend}'`)
  return plain
}

async function times(): Promise<BackendTimes> {
  const model = dense()
  const { x, y } = images(N_DENSE)
  const flat = x.reshape([N_DENSE, PIXELS * PIXELS])
  const rows = flat.slice(0, N_PREDICT)
  const predict = (): Promise<unknown> => (model.predict(rows, { batchSize: N_PREDICT }) as tfjs.Tensor).data()
  return {
    epoch32: await timed(isSlow ? 1 : 3, () => epoch(model, flat, y, 32)),
    epoch128: await timed(isSlow ? 1 : 3, () => epoch(model, flat, y, 128)),
    predict: await timed(isSlow ? 3 : 20, predict),
    convolutions: await timeConvolutions(),
  }
}

async function timeConvolutions(): Promise<readonly number[]> {
  const n = isSlow ? N_SLOW : N_CONVOLUTIONS
  const { x, y } = images(n)
  const model = convolutional()
  try {
    const ms = await timed(isSlow ? 1 : 3, () => epoch(model, x, y, 64))
    return ms.map((one) => (one * N_CONVOLUTIONS) / n)
  } catch (error) {
    if (String(error).includes("not registered")) return []
    throw error
  }
}

function dense(): tfjs.LayersModel {
  const model = tf.sequential()
  model.add(tf.layers.dense({ units: 128, activation: "relu", inputShape: [PIXELS * PIXELS] }))
  return compiled(model)
}

function convolutional(): tfjs.LayersModel {
  const model = tf.sequential()
  for (const [i, filters] of [32, 64].entries()) {
    const shape = i === 0 && { inputShape: [PIXELS, PIXELS, 1] }
    model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: "same", activation: "relu", ...shape }))
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }))
  }
  model.add(tf.layers.flatten())
  return compiled(model)
}

function compiled(model: tfjs.Sequential): tfjs.LayersModel {
  model.add(tf.layers.dense({ units: 10, activation: "softmax" }))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: tf.train.adam(0.001) })
  return model
}

function images(n: number): { readonly x: tfjs.Tensor; readonly y: tfjs.Tensor } {
  const x = tf.randomUniform([n, PIXELS, PIXELS, 1], 0, 1, "float32", 1)
  return { x, y: tf.randomUniform([n], 0, 9.99, "float32", 2).floor() }
}

function epoch(model: tfjs.LayersModel, x: tfjs.Tensor, y: tfjs.Tensor, batchSize: number): Promise<unknown> {
  return model.fit(x, y, { batchSize, epochs: 1, verbose: 0, shuffle: false })
}

/** The milliseconds of each call; one before them warms up, but where calls are few and slow. */
async function timed(repetitions: number, call: () => Promise<unknown>): Promise<readonly number[]> {
  if (!isSlow) await call()
  const ms: number[] = []
  for (let i = 0; i < repetitions; i++) {
    const start = performance.now()
    await call()
    ms.push(performance.now() - start)
  }
  return ms
}
