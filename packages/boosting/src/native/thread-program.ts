/**
 * What a worker of {@link LibraryThreads} runs. It is JavaScript in a string, since a worker begins with a file, and bundlers, test
 * runners and Node do not agree on where that of a package lies.
 */
export const THREAD_PROGRAM = `
"use strict"
const { parentPort, workerData } = require("node:worker_threads")
const koffi = require(workerData.koffi)
const library = koffi.load(workerData.path)
const functions = new Map()
function functionOf(name) {
  let declared = functions.get(name)
  if (declared === undefined) functions.set(name, (declared = library.func(workerData.signatures[name])))
  return declared
}
let lines = []
const onLine = koffi.register((line) => void lines.push(line), koffi.pointer(koffi.proto("void", ["const char *"])))
functionOf(workerData.registerLog)(onLine)
function answer(name, args) {
  try {
    const status = functionOf(name)(...args)
    const outs = args.map((arg) => (Array.isArray(arg) ? arg : undefined))
    return { status, outs, error: status === 0 ? undefined : functionOf(workerData.lastError)() }
  } catch (error) {
    return { status: -1, outs: [], error: String(error && error.message) }
  }
}
parentPort.on("message", ({ id, name, args }) => {
  const { status, outs, error } = answer(name, args)
  const log = lines
  lines = []
  parentPort.postMessage({ id, status, outs, error, log })
})
`
