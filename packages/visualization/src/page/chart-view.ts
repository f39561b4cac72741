import type { ECharts } from "echarts/core"
import type { Chart } from "../drawing/chart.ts"
import { FIRST_VIEW } from "../drawing/cube.ts"
import { drawingOf } from "../drawing/draw.ts"
import type { Drawing, Zoom } from "../drawing/drawing.ts"
import { init } from "../drawing/echarts.ts"
import type { ThemeName } from "../drawing/theme.ts"
import { interaction } from "./interaction.ts"
import { zoomOf } from "./zoom.ts"

/** What a page with a single chart has above and below it, in px. */
const PAGE_MARGIN = 110

/** How a chart lives in its page. */
export interface ViewOptions {
  readonly theme: ThemeName
  /** Whether the page has nothing else: the wheel then zooms, where it would scroll a longer page. */
  readonly isAlone: boolean
  /** Told which trials a reader has picked on parallel axes; `undefined` for all. */
  readonly onSelect: (trials: ReadonlySet<number> | undefined) => void
}

/** A chart in a page: drawn once it is seen, again when its place or the theme changes. */
export class ChartView {
  readonly element: HTMLElement
  readonly #chart: Chart
  readonly #options: ViewOptions
  #theme: ThemeName
  #instance: ECharts | undefined
  #drawing: Drawing | undefined
  #view: readonly [number, number] = FIRST_VIEW
  #zoom: Zoom | undefined

  constructor(element: HTMLElement, chart: Chart, options: ViewOptions) {
    this.element = element
    this.#chart = chart
    this.#options = options
    this.#theme = options.theme
    const room = options.isAlone && chart.panels.length <= 1 ? innerHeight - PAGE_MARGIN : 0
    element.style.height = `${Math.max(chart.height, room)}px`
    // Several panels keep the room that they need; a narrow page is scrolled sideways.
    if (chart.panels.length > 1 || chart.parallel !== undefined) element.style.minWidth = `${chart.width}px`
  }

  show(): void {
    if (this.#instance !== undefined) return
    const instance = init(this.element, null, { renderer: "canvas" })
    this.#instance = instance
    this.#draw()
    new ResizeObserver(() => this.#resize()).observe(this.element)
    if (this.#chart.cube !== undefined) this.#turnByDragging()
    instance.on("datazoom", () => this.#zoomed())
    instance.on("restore", () => this.#reset())
    instance.on("axisareaselected", () => this.#selected())
  }

  setTheme(theme: ThemeName): void {
    this.#theme = theme
    if (this.#instance !== undefined) this.#draw()
  }

  #draw(): void {
    const [width, height] = [this.element.clientWidth, this.element.clientHeight]
    const zoom = this.#zoom === undefined ? {} : { zoom: this.#zoom }
    const options = { theme: this.#theme, width, height, isStatic: false, view: this.#view, ...zoom }
    const drawing = drawingOf(this.#chart, options)
    this.#drawing = drawing
    const hover = (series: number, index: number): string | undefined => this.#drawing?.hover(series, index)
    const extra = interaction(this.#chart, this.#theme, { hover, isAlone: this.#options.isAlone, zoom: this.#zoom })
    this.#instance?.setOption({ ...drawing.option, ...extra }, { notMerge: true })
  }

  #resize(): void {
    const instance = this.#instance
    if (instance === undefined) return
    const { clientWidth, clientHeight } = this.element
    if (clientWidth === instance.getWidth() && clientHeight === instance.getHeight()) return
    instance.resize()
    this.#draw()
  }

  /** Marks on the axes are for the part that is seen. */
  #zoomed(): void {
    const [panel] = this.#chart.panels
    if (this.#instance === undefined || panel === undefined) return
    this.#zoom = zoomOf(this.#instance.getOption(), panel)
    const options = { theme: this.#theme, width: this.element.clientWidth, height: this.element.clientHeight }
    const { option } = drawingOf(this.#chart, { ...options, isStatic: false, zoom: this.#zoom })
    const { xAxis, yAxis } = option as { xAxis: object; yAxis: object }
    this.#instance.setOption({ xAxis, yAxis })
  }

  #reset(): void {
    this.#zoom = undefined
    this.#view = FIRST_VIEW
    this.#draw()
  }

  #selected(): void {
    const { parallel } = this.#chart
    if (parallel === undefined) return
    const indices = activeLines(this.#instance)
    const all = indices.length === 0 || indices.length === parallel.lines.length
    this.#options.onSelect(all ? undefined : new Set(indices.map((i) => parallel.trials[i] as number)))
  }

  #turnByDragging(): void {
    const zr = this.#instance?.getZr()
    let from: readonly [number, number] | undefined
    zr?.on("mousedown", ({ offsetX, offsetY }) => {
      from = [offsetX, offsetY]
    })
    zr?.on("mousemove", ({ offsetX, offsetY }) => {
      if (from === undefined) return
      const [azimuth, elevation] = this.#view
      const raised = Math.min(89, Math.max(-10, elevation + (offsetY - from[1]) * 0.4))
      this.#view = [azimuth - (offsetX - from[0]) * 0.5, raised]
      from = [offsetX, offsetY]
      this.#draw()
    })
    zr?.on("mouseup", () => {
      from = undefined
    })
    zr?.on("globalout", () => {
      from = undefined
    })
  }
}

/** Which lines pass through all areas that are marked on parallel axes. */
function activeLines(instance: ECharts | undefined): number[] {
  // Not among the declared types, but the documented way: echarts, event `axisareaselected`.
  const known = instance as unknown as {
    getModel(): { getSeries(): { getRawIndicesByActiveState(state: "active"): number[] }[] }
  }
  return known?.getModel().getSeries()[0]?.getRawIndicesByActiveState("active") ?? []
}
