import { ParzenError } from "@parzen/core"
import type * as ResvgModule from "@resvg/resvg-js"

/** Which fonts a PNG is set in. */
export interface FontOptions {
  /** Font files to use beside those of the system: needed where a machine has none. */
  readonly fontFiles?: readonly string[] | undefined
}

/**
 * The SVG as PNG, `scale` px for each of its own, by `@resvg/resvg-js`.
 * @throws PACKAGE_MISSING unless that is installed
 */
export async function renderPng(svg: string, scale: number, { fontFiles = [] }: FontOptions): Promise<Uint8Array> {
  const { Resvg } = await loadResvg()
  const font = { fontFiles: [...fontFiles], loadSystemFonts: true, defaultFontFamily: "Arial" }
  return Uint8Array.from(new Resvg(svg, { fitTo: { mode: "zoom", value: scale }, font }).render().asPng())
}

async function loadResvg(): Promise<typeof ResvgModule> {
  try {
    return await import("@resvg/resvg-js")
  } catch (cause) {
    const message = "toPng needs the package '@resvg/resvg-js', which draws SVG: npm install @resvg/resvg-js"
    throw new ParzenError("PACKAGE_MISSING", message, { cause })
  }
}
