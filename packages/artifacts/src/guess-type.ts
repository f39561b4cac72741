import mime from "mime"

/** File endings that say how a file is packed, as Python's `mimetypes` has them. */
const ENCODINGS: Readonly<Record<string, string>> = { gz: "gzip", Z: "compress", bz2: "bzip2", xz: "xz", br: "br" }
/** Endings that stand for two. */
const SHORT: Readonly<Record<string, string>> = {
  svgz: "svg.gz",
  tgz: "tar.gz",
  taz: "tar.gz",
  tz: "tar.gz",
  tbz2: "tar.bz2",
  txz: "tar.xz",
}

/** What a file's name says of its content: the MIME type, and how it is packed. */
export function guessType(filename: string): { readonly mimetype: string; readonly encoding: string | undefined } {
  const parts = filename.split(".")
  const last = parts.pop() ?? ""
  const endings = parts.length === 0 ? [] : [...parts, ...(SHORT[last.toLowerCase()] ?? last).split(".")]
  const encoding = ENCODINGS[endings.at(-1) ?? ""]
  if (encoding !== undefined) endings.pop()
  const type = endings.length > 1 ? mime.getType(endings.at(-1) ?? "") : null
  return { mimetype: type ?? "application/octet-stream", encoding }
}
