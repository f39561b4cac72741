import { usesMusl } from "./this-machine.ts"

const INSTALL_GOMP = "apt-get install libgomp1 (Debian, Ubuntu), dnf install libgomp (Fedora), apk add libgomp (Alpine)"

/** What the dynamic linker's words about a library that is there mean, and what to install where something is lacking. */
export function whyNotOpened(text: string): string {
  const words = text.replace(/^Failed to load shared library: /, "").trim()
  if (process.platform === "win32") {
    if (!/module could not be found|error code 126/i.test(words)) return words
    return `${words} It needs Microsoft's Visual C++ Redistributable (vcomp140.dll): install vc_redist`
  }
  if (/libomp\.dylib/.test(words)) return `it needs libomp.dylib, which this system lacks: brew install libomp`
  const lacking = /(?:loading shared library )?([\w.+-]+\.so[\w.]*): (?:cannot open|No such file)/.exec(words)?.[1]
  if (lacking === undefined) return words.startsWith("cannot open shared object file") ? "not installed" : words
  if (lacking.startsWith("libgomp")) return `it needs ${lacking}, which this system lacks: ${INSTALL_GOMP}`
  if (lacking.startsWith("ld-linux") && usesMusl()) return "it is built for glibc, this system's C library is musl"
  return `it needs ${lacking}, which this system lacks`
}
