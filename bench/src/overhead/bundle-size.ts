import { gzipSync } from "node:zlib"
import { build } from "esbuild"

/** Bytes of a minified bundle, gzipped: what a page loads at first, and what it loads later if it comes to that. */
export interface BundleSize {
  readonly gzipped: number
  readonly minified: number
  readonly lazyGzipped: number
}

/** Bundles what `code`, as a module in `folder`, exports out of the built core, as a page's bundler would. */
export async function bundleSize(folder: string, code: string): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    stdin: { contents: code, resolveDir: folder, sourcefile: "entry.js" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    outdir: "bundle",
    write: false,
    metafile: true,
    logLevel: "warning",
  })
  const outputs = Object.entries(metafile.outputs)
  const entry = outputs.find(([, output]) => output.entryPoint === "entry.js" || output.entryPoint === "<stdin>")
  if (entry === undefined) throw new Error("esbuild names no output of the entry")
  const atFirst = new Set<string>([entry[0]])
  for (const path of atFirst) {
    for (const { kind, path: imported } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement") atFirst.add(imported)
    }
  }
  const size = { gzipped: 0, minified: 0, lazyGzipped: 0 }
  outputs.forEach(([path], i) => {
    const contents = outputFiles[i]?.contents ?? new Uint8Array()
    const gzipped = gzipSync(contents, { level: 9 }).length
    if (!atFirst.has(path)) return void (size.lazyGzipped += gzipped)
    size.gzipped += gzipped
    size.minified += contents.length
  })
  return size
}
