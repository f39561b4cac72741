import type { Role, ScaleName } from "./chart.ts"
import type { Rgb, Stops } from "../plotly/colors.ts"
import { BLUE_YELLOW_RED, mix } from "../plotly/colors.ts"

/** Light or dark. */
export type ThemeName = "light" | "dark"

/** What everything looks like. */
export interface Theme {
  readonly background: string
  /** Between the axes. */
  readonly plane: string
  readonly text: string
  readonly faint: string
  readonly axis: string
  readonly grid: string
  /** Around points. */
  readonly outline: string
  readonly roles: Readonly<Record<Role, string>>
  readonly scales: Readonly<Record<ScaleName, Stops>>
}

// Viridis and inferno (matplotlib, CC0) without the end that would vanish on the background: even to the colour-blind.
const VIRIDIS: Stops = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [110, 206, 88],
  [181, 222, 43],
  [253, 231, 37],
]
const INFERNO: Stops = [
  [87, 16, 110],
  [136, 34, 106],
  [187, 55, 84],
  [227, 89, 51],
  [249, 140, 10],
  [249, 201, 50],
]

// The colours of Okabe & Ito (2008), brighter ones on dark.
const LIGHT_ROLES: Theme["roles"] = {
  first: "#0072b2",
  second: "#d55e00",
  third: "#009e73",
  fourth: "#cc79a7",
  fifth: "#e69f00",
  sixth: "#56b4e9",
  muted: "#b8b8b8",
  dot: "#ffffff",
  complete: "#0072b2",
  pruned: "#e69f00",
  fail: "#d55e00",
  running: "#009e73",
  waiting: "#8c8c8c",
}

const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: "#ffffff",
    plane: "#ffffff",
    text: "#222222",
    faint: "#666666",
    axis: "#8a8a8a",
    grid: "#e8e8e8",
    outline: "rgba(0,0,0,0.35)",
    roles: LIGHT_ROLES,
    scales: {
      sequential: VIRIDIS.slice(0, 9).toReversed(),
      warm: INFERNO.toReversed(),
      diverging: BLUE_YELLOW_RED,
    },
  },
  dark: {
    background: "#16181d",
    plane: "#16181d",
    text: "#e6e6e6",
    faint: "#a0a4ab",
    axis: "#7c828c",
    grid: "#2b2f37",
    outline: "rgba(255,255,255,0.35)",
    roles: {
      ...LIGHT_ROLES,
      first: "#56b4e9",
      second: "#ff8c42",
      third: "#2ec79b",
      fourth: "#e59ac1",
      fifth: "#f0c04a",
      sixth: "#8fa8ff",
      muted: "#5b6069",
      dot: "#f2f2f2",
      complete: "#56b4e9",
      pruned: "#f0b429",
      fail: "#ff7043",
      running: "#2ec79b",
      waiting: "#8b919b",
    },
    scales: { sequential: VIRIDIS.slice(1), warm: INFERNO.slice(1), diverging: BLUE_YELLOW_RED },
  },
}

/** The theme of that name. */
export function themeOf(name: ThemeName): Theme {
  return THEMES[name]
}

/** The colour at `share`, 0 to 1, of a scale. */
export function scaleColor(theme: Theme, scale: ScaleName, share: number): string {
  const rgb: Rgb = mix(theme.scales[scale], share)
  return `rgb(${rgb.map((value) => Math.round(value)).join(",")})`
}
