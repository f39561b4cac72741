import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { FLAGS } from "./chromium.mjs"

const PAGE = `<!doctype html><title>traces</title><script type="module">
import { mismatchesIn } from "./traces.mjs"
const traces = [await (await fetch("./trace.json")).json()]
globalThis.inPage = mismatchesIn(traces)
const worker = new Worker("./worker.mjs", { type: "module" })
globalThis.inWorker = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data)
  worker.onerror = ({ message }) => reject(new Error(message))
})
worker.postMessage(traces)
globalThis.ready = true
</script>`

const WORKER = `import { mismatchesIn } from "./traces.mjs"
onmessage = async ({ data }) => postMessage(await mismatchesIn(data))`

/** Replays `trace` in a page and in a worker of it; answers the mismatches of each. */
export async function replayInBrowser(chromium, executablePath, bundle, trace) {
  const files = {
    "/": ["text/html", PAGE],
    "/worker.mjs": ["text/javascript", WORKER],
    "/traces.mjs": ["text/javascript", readFileSync(bundle)],
    "/trace.json": ["application/json", JSON.stringify(trace)],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url] ?? ["text/plain", undefined]
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body)
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    await page.waitForFunction(() => globalThis.ready === true, undefined, { timeout: 30_000 })
    return {
      page: await page.evaluate(() => globalThis.inPage),
      worker: await page.evaluate(() => globalThis.inWorker),
    }
  } finally {
    await browser.close()
    server.close()
  }
}
