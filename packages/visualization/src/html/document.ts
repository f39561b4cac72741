import type { ThemeName } from "../drawing/theme.ts"
import type { PageContent } from "../page/page-content.ts"
import { contentJson } from "./content-json.ts"
import { escapeHtml } from "./escape.ts"
import { STYLES } from "./styles.ts"

/** What an HTML file is made of. */
export interface DocumentParts {
  readonly title: string
  /** The elements in `main`, with a place for each chart. */
  readonly body: string
  readonly content: PageContent
  /** By default the reader's. */
  readonly theme?: ThemeName | undefined
  /** Whether there is one chart and nothing else. */
  readonly isAlone?: boolean
}

/**
 * One file that needs nothing else. Its policy allows its own script and style by their hashes and forbids all else: no other
 * code, no `eval`, no connection.
 */
export async function htmlDocument({ title, body, content, theme, isAlone = false }: DocumentParts): Promise<string> {
  const { pageScript } = await import("#page-script")
  const [scriptHash, styleHash] = await Promise.all([sha256(pageScript), sha256(STYLES)])
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `style-src 'sha256-${styleHash}'`,
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ")
  return `<!doctype html>
<html lang="en"${theme === undefined ? "" : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLES}</style>
</head>
<body${isAlone ? ' class="alone"' : ""}>
<main>
${body}
</main>
<noscript><p>The figures are drawn by a script in this file, which the browser does not run.</p></noscript>
<script type="application/json" id="content">${contentJson(content)}</script>
<script>${pageScript}</script>
</body>
</html>
`
}

/** The place of chart `index` in the page. */
export function chartPlace(index: number, title: string): string {
  return `<div class="scroll"><div class="chart" id="chart-${index}" role="img" aria-label="${escapeHtml(title)}"></div></div>`
}

/** The button that changes the theme. */
export const THEME_BUTTON = '<button type="button" id="theme">Light or dark</button>'

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
