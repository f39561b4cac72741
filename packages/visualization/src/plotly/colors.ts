import { pythonFloat } from "../text/python.ts"

/** A colour's red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** Colours at equal distances along a scale. */
export type Stops = readonly Rgb[]

/** What Plotly for Python calls Blues (plotly.js has another scale of that name). */
export const BLUES: Stops = [
  [247, 251, 255],
  [222, 235, 247],
  [198, 219, 239],
  [158, 202, 225],
  [107, 174, 214],
  [66, 146, 198],
  [33, 113, 181],
  [8, 81, 156],
  [8, 48, 107],
]

/** What Plotly for Python calls Reds. */
export const REDS: Stops = [
  [255, 245, 240],
  [254, 224, 210],
  [252, 187, 161],
  [252, 146, 114],
  [251, 106, 74],
  [239, 59, 44],
  [203, 24, 29],
  [165, 15, 21],
  [103, 0, 13],
]

/** What Plotly for Python calls RdYlBu_r: blue, yellow, red. */
export const BLUE_YELLOW_RED: Stops = [
  [49, 54, 149],
  [69, 117, 180],
  [116, 173, 209],
  [171, 217, 233],
  [224, 243, 248],
  [255, 255, 191],
  [254, 224, 144],
  [253, 174, 97],
  [244, 109, 67],
  [215, 48, 39],
  [165, 0, 38],
]

/** What stands for infeasible trials. */
export const INFEASIBLE = "#cccccc"

/** The scale as Plotly's JSON lists it. */
export function colorscale(stops: Stops): [number, string][] {
  return stops.map((rgb, i) => [i / (stops.length - 1), `rgb(${rgb.join(",")})`])
}

/** The colour at `share`, 0 to 1, of the scale: linear between stops. */
export function mix(stops: Stops, share: number): Rgb {
  const position = share * (stops.length - 1)
  const index = Math.min(Math.trunc(position), stops.length - 2)
  const [low, high] = [stops[index] as Rgb, stops[index + 1] as Rgb]
  const at = (k: 0 | 1 | 2): number => low[k] + (position - index) * (high[k] - low[k])
  return [at(0), at(1), at(2)]
}

/** As Plotly's `sample_colorscale` (plotly.py 7.1.0) finds colours: whole numbers, halves to even. */
export function sample(stops: Stops, share: number): Rgb {
  const last = stops.length - 1
  let high = 0
  while (high < last && high / last < share) high++
  const low = high === 0 ? last : high - 1
  const t = (share - low / last) / (high / last - low / last)
  const [from, to] = [stops[low] as Rgb, stops[high] as Rgb]
  const at = (k: 0 | 1 | 2): number => halfToEven((from[k] / 255 + t * (to[k] / 255 - from[k] / 255)) * 255)
  return [at(0), at(1), at(2)]
}

/** The colour as Python writes a tuple of floats. */
export function rgbText(rgb: Rgb): string {
  return `rgb(${rgb.map((value) => pythonFloat(value)).join(", ")})`
}

function halfToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1
  return rest < 0.5 ? floor : floor + 1
}
