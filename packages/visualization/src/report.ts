import { describe, ParzenError } from "@parzen/core"
import type { ReportOptions } from "./html/report.ts"
import type { StudyLike } from "./study-like.ts"
import { checkStudy } from "./study-like.ts"

/**
 * A study's report as one HTML file that works offline: the best trials, the figures that suit it, a sortable table of all trials.
 * @throws INVALID_ARGUMENT
 */
export async function renderReport(study: StudyLike, options: ReportOptions = {}): Promise<string> {
  checkStudy(study)
  const { title, theme } = options
  if (title !== undefined && typeof title !== "string") {
    throw new ParzenError("INVALID_ARGUMENT", `title: takes a string, got ${describe(title)}`)
  }
  if (theme !== undefined && theme !== "light" && theme !== "dark") {
    throw new ParzenError("INVALID_ARGUMENT", `theme: takes 'light' or 'dark', got ${describe(theme)}`)
  }
  const { reportHtml } = await import("./html/report.ts")
  return reportHtml(study, options)
}

/** Writes {@link renderReport} to the file `path`, a path or `file:` URL, instead of what is there. @throws INVALID_ARGUMENT, NO_FILE_SYSTEM in a page, and what the disk says */
export async function writeReport(study: StudyLike, path: string | URL, options: ReportOptions = {}): Promise<void> {
  if (!(typeof path === "string" ? path !== "" : path instanceof URL)) {
    throw new ParzenError("INVALID_ARGUMENT", `path: takes a file's path or URL, got ${describe(path)}`)
  }
  const files = fileSystem()
  await files.writeFile(path, await renderReport(study, options))
}

interface FileSystem {
  writeFile(path: string | URL, text: string): Promise<void>
}

/** Node's, Deno's or Bun's own, asked for in a way that does not break a bundle for a page. */
function fileSystem(): FileSystem {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): FileSystem | undefined } }
  const files = process?.getBuiltinModule?.("node:fs/promises")
  if (files !== undefined) return files
  throw new ParzenError("NO_FILE_SYSTEM", "writeReport writes a file, which a page cannot: renderReport gives its text")
}
