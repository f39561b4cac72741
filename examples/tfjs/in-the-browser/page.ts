// Draws the optimization history as the worker tells of it.
import type { TrialMessage } from "./trial-message.ts"

const svg = document.querySelector("svg") as SVGSVGElement
const line = document.querySelector("#best") as SVGPolylineElement
const status = document.querySelector("#status") as HTMLElement
const nTrials = Number(new URLSearchParams(location.search).get("trials") ?? 30)
let best = 1

function draw(number: number, state: string, error: number): void {
  const place = (value: number): [number, number] => [
    20 + (560 * (number + 0.5)) / nTrials,
    20 + 260 * (1 - value / 0.7),
  ]
  const point = document.createElementNS("http://www.w3.org/2000/svg", "circle")
  const [cx, cy] = place(Math.min(error, 0.7))
  for (const [name, value] of Object.entries({ cx, cy, r: 4, class: state })) point.setAttribute(name, String(value))
  svg.append(point)
  if (state === "complete") best = Math.min(best, error)
  if (best < 1) line.setAttribute("points", `${line.getAttribute("points") ?? ""} ${place(best).join()}`)
}

const worker = new Worker(`worker.js${location.search}`, { type: "module" })
worker.addEventListener("error", ({ message }) => {
  status.textContent = `Failed: ${message}`
})
worker.addEventListener("message", ({ data }: MessageEvent<TrialMessage>) => {
  if (data.kind === "trial") {
    draw(data.number, data.state, data.error ?? 0.7)
    status.textContent = `Trial ${data.number} of ${nTrials}: ${data.state}. Best error so far: ${best.toFixed(3)}`
  } else {
    status.textContent = `Done on ${data.backend}: error ${data.error.toFixed(3)} with ${JSON.stringify(data.params)}`
    document.body.dataset["error"] = String(data.error)
  }
})
