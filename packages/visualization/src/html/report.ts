import type { FrozenTrial } from "@parzen/core"
import { isParzenError, log } from "@parzen/core"
import type { Chart } from "../drawing/chart.ts"
import type { ThemeName } from "../drawing/theme.ts"
import { formatNumber } from "../drawing/numbers.ts"
import type { StudyLike } from "../study-like.ts"
import { chartPlace, htmlDocument, THEME_BUTTON } from "./document.ts"
import { escapeHtml } from "./escape.ts"
import { bestTrialsOf, objectiveNames } from "./best-trials.ts"
import { reportFigures } from "./report-figures.ts"
import { trialsContent } from "./trials-content.ts"

/** How a report is written. */
export interface ReportOptions {
  /** The page's title; by default the study's name. */
  readonly title?: string | undefined
  /** By default the reader's own, which a button changes. */
  readonly theme?: ThemeName | undefined
}

/** How many of the best trials are listed by themselves. */
const MOST_BEST = 20

/** The report of a study as one HTML file. */
export async function reportHtml(study: StudyLike, { title, theme }: ReportOptions): Promise<string> {
  const name = title ?? study.studyName ?? "Study"
  const charts: Chart[] = []
  const sections: string[] = []
  for (const { heading, figures } of reportFigures(study)) {
    const places: string[] = []
    for (const make of figures) {
      const chart = await chartOf(make)
      if (chart === undefined) continue
      places.push(chartPlace(charts.length, chart.title))
      charts.push(chart)
    }
    if (places.length > 0) sections.push(`<section><h2>${heading}</h2>\n${places.join("\n")}</section>`)
  }
  const body = [
    `<header><div><h1>${escapeHtml(name)}</h1>${summary(study)}</div>${THEME_BUTTON}</header>`,
    bestSection(study),
    ...sections,
    `<section><h2>All trials</h2>
<p class="faint">A header sorts. Areas that are marked on the axes of the parallel coordinates choose the trials listed here.</p>
<div class="scroll"><table id="trials"></table><button type="button" id="more" hidden></button></div></section>`,
  ].join("\n")
  return htmlDocument({ title: name, body, content: { charts, table: trialsContent(study) }, theme })
}

/** A figure that cannot be made of these trials is left out of a report. */
async function chartOf(make: () => { toChart(): Promise<Chart> }): Promise<Chart | undefined> {
  try {
    const chart = await make().toChart()
    return chart.empty === undefined ? chart : undefined
  } catch (error) {
    if (!isParzenError(error)) throw error
    log("debug", `a figure is left out of the report: ${error.message}`)
    return undefined
  }
}

function summary({ trials, directions }: StudyLike): string {
  const counts = new Map<string, number>()
  for (const { state } of trials) counts.set(state, (counts.get(state) ?? 0) + 1)
  const states = [...counts].map(([state, count]) => `${count} ${state === "fail" ? "failed" : state}`).join(", ")
  const names = directions.map((direction) => `${direction}d`)
  const objectives =
    directions.length === 1 ? `one objective, ${names[0]}` : `${directions.length} objectives: ${names.join(", ")}`
  return `<p class="faint">${trials.length} trials${states === "" ? "" : ` (${states})`}; ${objectives}.</p>`
}

function bestSection(study: StudyLike): string {
  const best = bestTrialsOf(study)
  if (best.length === 0) return "<section><h2>Best trials</h2><p>No trial is complete and feasible.</p></section>"
  const names = objectiveNames(study)
  const params = [...new Set(best.flatMap(({ params }) => Object.keys(params)))]
  const row = ({ number, values = [], params: own }: FrozenTrial): string => {
    const cells = [
      number,
      ...values.map((value) => formatNumber(value, 6)),
      ...params.map((name) => cellText(own[name])),
    ]
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(String(cell))}</td>`).join("")}</tr>`
  }
  const head = ["Trial", ...names, ...params].map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("")
  const isMany = study.directions.length > 1
  const note = isMany
    ? `<p>${best.length} trials that no other dominates${best.length > MOST_BEST ? `, the first ${MOST_BEST} of them` : ""}.</p>`
    : ""
  return `<section><h2>Best trial${isMany ? "s" : ""}</h2>${note}
<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>
${best.slice(0, MOST_BEST).map(row).join("\n")}
</tbody></table></div></section>`
}

function cellText(value: unknown): string {
  if (value === undefined) return ""
  return typeof value === "number" ? formatNumber(value, 6) : String(value)
}
