import { CustomChart, ParallelChart, ScatterChart } from "echarts/charts"
import {
  AriaComponent,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  LegendScrollComponent,
  ParallelComponent,
  TitleComponent,
  ToolboxComponent,
  TooltipComponent,
} from "echarts/components"
import { use } from "echarts/core"

use([
  AriaComponent,
  CustomChart,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  LegendScrollComponent,
  ParallelChart,
  ParallelComponent,
  ScatterChart,
  TitleComponent,
  ToolboxComponent,
  TooltipComponent,
])

export { init, use } from "echarts/core"
