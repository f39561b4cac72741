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

/** Writes {@link renderReport} to the file `path`, a path or `file:` URL, instead of what is there. @throws INVALID_ARGUMENT, and what the disk says */
export async function writeReport(study: StudyLike, path: string | URL, options: ReportOptions = {}): Promise<void> {
  if (!(typeof path === "string" ? path !== "" : path instanceof URL)) {
    throw new ParzenError("INVALID_ARGUMENT", `path: takes a file's path or URL, got ${describe(path)}`)
  }
  const html = await renderReport(study, options)
  const { writeFile } = await import("node:fs/promises")
  await writeFile(path, html)
}
