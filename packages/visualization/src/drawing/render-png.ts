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
export function renderPng(svg: string, scale: number, { fontFiles = [] }: FontOptions): Uint8Array {
  const { Resvg } = loadResvg()
  const font = { fontFiles: [...fontFiles], loadSystemFonts: true, defaultFontFamily: "Arial" }
  return Uint8Array.from(new Resvg(svg, { fitTo: { mode: "zoom", value: scale }, font }).render().asPng())
}

/** Asked for in a way that does not break a bundle for a page: it is native code. */
function loadResvg(): typeof ResvgModule {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): ModuleModule | undefined } }
  try {
    const builtin = process?.getBuiltinModule?.("node:module")
    if (builtin === undefined) throw new TypeError("this is no runtime for native packages")
    return builtin.createRequire(import.meta.url)("@resvg/resvg-js") as typeof ResvgModule
  } catch (cause) {
    const message = "toPng needs the package '@resvg/resvg-js', which draws SVG: npm install @resvg/resvg-js"
    throw new ParzenError("PACKAGE_MISSING", message, { cause })
  }
}

interface ModuleModule {
  createRequire(from: string): (name: string) => unknown
}
