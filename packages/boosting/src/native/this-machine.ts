/** What this process runs on, named as npm's platform packages are: `linux-x64`, `darwin-arm64`, ... */
export const thisMachine: string = `${process.platform}-${process.arch}`

/** Whether this system's C library is musl (Alpine), for which libraries are built apart. Takes a few ms. */
export function usesMusl(): boolean {
  if (process.platform !== "linux") return false
  const { header } = process.report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}
