// Opens every HTML figure and two reports in Chromium: offline, light and dark, and with a reader's hand on them. Nothing may be
// said on the console, asked of the network or refused by the page's own policy.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { createStudy, RandomSampler, setVerbosity, TrialPruned } from "@parzen/core"
import * as visualization from "@parzen/visualization"
import { findChromium, FLAGS, installRuntimes } from "./chromium.mjs"

setVerbosity("error")
const executablePath = findChromium()
if (executablePath === undefined) {
  const how = "install Debian's package chromium, or name one in CHROMIUM_PATH"
  if (process.env.CI) throw new Error(`Chromium is not found: ${how}`)
  console.log(`skipped: no Chromium is found; ${how}`)
  process.exit(0)
}
installRuntimes()
const { chromium } = await import("playwright-core")

const folder = mkdtempSync(join(tmpdir(), "parzen-figures-"))
const browser = await chromium.launch({ executablePath, args: FLAGS })
let passed = 0
let failed = 0
try {
  for (const [name, html] of Object.entries(await pages())) {
    const path = join(folder, `${name}.html`)
    writeFileSync(path, html)
    for (const colorScheme of ["light", "dark"]) {
      const complaints = await complaintsOf(name, pathToFileURL(path).href, colorScheme)
      if (complaints.length === 0) passed++
      else failed++
      console.log(`${complaints.length === 0 ? "ok    " : "FAILED"} ${name}, ${colorScheme}`)
      for (const complaint of complaints) console.log(`         ${complaint}`)
    }
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

/** What is wrong with a page, as far as it shows. */
async function complaintsOf(name, url, colorScheme) {
  const found = []
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, colorScheme, offline: true })
  try {
    const page = await context.newPage()
    page.on("console", (message) => found.push(`console: ${message.text()}`))
    page.on("pageerror", (error) => found.push(`error: ${error.message}`))
    page.on("request", (request) => {
      if (request.url() !== url && !/^(data|blob):/.test(request.url())) found.push(`asks for ${request.url()}`)
    })
    await page.addInitScript(() => {
      globalThis.violations = []
      addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(event.violatedDirective))
    })
    await page.goto(url)
    const count = await page.locator(".chart").count()
    await page.waitForFunction((n) => document.querySelectorAll(".chart canvas").length >= n, count, {
      timeout: 20_000,
    })
    const blank = await page.evaluate(blankCharts)
    if (blank.length > 0) found.push(`blank: ${blank}`)
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const isDark = /rgb\((\d+)/.exec(background)?.[1] < 128
    if (isDark !== (colorScheme === "dark")) found.push(`its background is ${background}`)
    found.push(...(await handle(name, page)))
    await page.click("#theme")
    const changed = await page.evaluate(() => document.documentElement.dataset.theme)
    if (changed === colorScheme) found.push("the button does not change the theme")
    for (const directive of await page.evaluate(() => globalThis.violations)) found.push(`refused: ${directive}`)
  } finally {
    await context.close()
  }
  return found
}

/** In the page: charts of a single colour. */
function blankCharts() {
  return [...document.querySelectorAll(".chart")].flatMap((chart) => {
    const colors = new Set()
    for (const canvas of chart.querySelectorAll("canvas")) {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
      for (let i = 0; i < data.length; i += 4 * 7) colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2])
    }
    return colors.size < 5 ? [chart.id] : []
  })
}

/** What a reader does: points, zooms, marks, turns, sorts. */
async function handle(name, page) {
  const found = []
  const hover = async () => {
    const { left, top, width, height } = await page.evaluate(() => {
      const { left, top, width, height } = document.querySelector(".chart").getBoundingClientRect()
      return { left, top, width, height }
    })
    for (let y = 60; y < Math.min(height, 640) - 20; y += 7) {
      for (let x = 40; x < Math.min(width, 960) - 30; x += 40) {
        await page.mouse.move(left + x, top + y)
        await page.mouse.move(left + x + 20, top + y, { steps: 4 })
        const text = await page.evaluate(() => document.querySelector(".tip-text")?.textContent)
        if (text) return text
      }
    }
    return undefined
  }
  if (name === "pareto-front" || name === "param-importances" || name === "timeline") {
    const text = await hover()
    if (text === undefined) found.push("nothing stands under the pointer")
  }
  if (name === "optimization-history") {
    const before = await picture(page)
    await page.mouse.move(400, 300)
    await page.mouse.wheel(0, -600)
    await page.waitForTimeout(200)
    if ((await picture(page)) === before) found.push("the wheel does not zoom")
  }
  if (name === "pareto-front-3d") {
    const before = await picture(page)
    await drag(page, [400, 300], [500, 340])
    if ((await picture(page)) === before) found.push("the cube does not turn")
  }
  if (name === "report") {
    const first = () => page.evaluate(() => document.querySelector("#trials tbody tr")?.textContent)
    const before = await first()
    await page.evaluate(() => document.querySelectorAll("#trials th button")[2].click())
    if ((await first()) === before) found.push("a header does not sort")
    const all = await page.evaluate(() => document.querySelector("#more").textContent)
    await mark(page)
    const some = await page.evaluate(() => document.querySelectorAll("#trials tbody tr").length)
    if (some >= 100 || some === 0) found.push(`marking an axis leaves ${some} rows (${all})`)
  }
  return found
}

/** Marks the upper part of the first of the parallel axes. */
async function mark(page) {
  const chart = page.locator('[aria-label="Parallel Coordinates"]')
  await chart.scrollIntoViewIfNeeded()
  const { x, y, height } = await chart.boundingBox()
  for (let offset = 40; offset < 110; offset += 6) {
    await drag(page, [x + offset, y + height * 0.3], [x + offset, y + height * 0.55])
    const rows = await page.evaluate(() => document.querySelectorAll("#trials tbody tr").length)
    if (rows < 100) return
  }
}

async function drag(page, from, to) {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move(...to, { steps: 5 })
  await page.mouse.up()
  await page.waitForTimeout(150)
}

function picture(page) {
  return page.evaluate(() => document.querySelector(".chart canvas").toDataURL())
}

async function pages() {
  const single = await singleStudy()
  const pair = await manyStudy(["minimize", "maximize"])
  const triple = await manyStudy(["minimize", "maximize", "minimize"])
  const figures = {
    "optimization-history": visualization.plotOptimizationHistory(single),
    "optimization-history-error-bars": visualization.plotOptimizationHistory([single, single], { errorBar: true }),
    "intermediate-values": visualization.plotIntermediateValues(single),
    slice: visualization.plotSlice(single),
    contour: visualization.plotContour(single, { params: ["lr", "act"] }),
    rank: visualization.plotRank(single, { params: ["lr", "layers", "act"] }),
    "parallel-coordinate": visualization.plotParallelCoordinate(single),
    "param-importances": visualization.plotParamImportances(single),
    "pareto-front": visualization.plotParetoFront(pair),
    "pareto-front-3d": visualization.plotParetoFront(triple),
    "hypervolume-history": visualization.plotHypervolumeHistory(pair, { referencePoint: [150, -60] }),
    edf: visualization.plotEdf(single),
    timeline: visualization.plotTimeline(spread(single)),
  }
  const html = {}
  for (const [name, figure] of Object.entries(figures)) html[name] = await figure.toHtml()
  html.report = await visualization.renderReport(single)
  html["report-of-two-objectives"] = await visualization.renderReport(pair)
  return html
}

/** A study with a bit of everything: logarithms, choices, conditions, constraints, pruned and failed trials, and names out to break a page. */
async function singleStudy() {
  const study = await createStudy({
    studyName: "</script><img src=x onerror=alert(1)>",
    sampler: new RandomSampler({ seed: 1 }),
  })
  await study.optimize(
    (trial) => {
      const lr = trial.suggestFloat("lr", 1e-5, 1, { log: true })
      const layers = trial.suggestInt("layers", 1, 3)
      const act = trial.suggestCategorical("act", ["relu", "tanh", "</script><script>alert(1)</script>", null])
      let value = act === "relu" ? 0 : 1
      for (let i = 0; i < layers; i++) value += trial.suggestInt(`<b>units ${i}`, 4, 512, { log: true }) / 512
      if (trial.number % 17 === 3) throw new RangeError("a failure")
      for (let step = 1; step <= 5; step++) trial.report(value + 1 / step, step)
      if (trial.number % 5 === 4) throw new TrialPruned()
      trial.setConstraint("c", layers - 2.5)
      trial.setUserAttr("note", "'\"<&>")
      return value + (Math.log10(lr) + 2) ** 2
    },
    { nTrials: 150, catch: [RangeError] },
  )
  return study
}

async function manyStudy(directions) {
  const study = await createStudy({ directions, sampler: new RandomSampler({ seed: 2 }) })
  const objective = (trial) => {
    const [x, y] = [trial.suggestFloat("x", 0, 5), trial.suggestFloat("y", 0, 3)]
    return [4 * x * x + 4 * y * y, -((x - 5) ** 2) - (y - 5) ** 2, x * y].slice(0, directions.length)
  }
  await study.optimize(objective, { nTrials: 80 })
  return study
}

/** The study with a second between its trials, as if they took their time. */
function spread({ directions, trials }) {
  const at = (trial, from) => new Date(1_750_000_000_000 + trial.number * 1000 + from)
  return {
    directions,
    trials: trials.map((trial) =>
      Object.create(trial, { datetimeStart: { value: at(trial, 0) }, datetimeComplete: { value: at(trial, 2500) } }),
    ),
  }
}
