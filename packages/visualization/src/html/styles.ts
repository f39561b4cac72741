/** The style sheet of HTML figures and reports. */
export const STYLES: string = `
:root { color-scheme: light; --background: #ffffff; --text: #222222; --faint: #5f6368; --line: #d8d8d8; --head: #f4f4f5 }
:root[data-theme="dark"] { color-scheme: dark; --background: #16181d; --text: #e6e6e6; --faint: #a0a4ab; --line: #343943; --head: #20242b }
* { box-sizing: border-box }
body { margin: 0; background: var(--background); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
main { max-width: 1280px; margin: 0 auto; padding: 16px 24px 48px }
header { display: flex; justify-content: space-between; align-items: flex-start; gap: 16px }
h1 { font-size: 24px; margin: 12px 0 4px; overflow-wrap: anywhere } h2 { font-size: 19px; margin: 36px 0 8px }
p { margin: 4px 0 12px } .faint { color: var(--faint) }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; cursor: pointer }
button:hover { background: var(--head) }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; margin: 12px 0 }
.alone .scroll { border: 0 } .chart { width: 100% }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); white-space: nowrap }
th { background: var(--head); font-weight: 600 } th button { border: 0; padding: 0; background: none; font-weight: 600 }
td.number { text-align: right } th[aria-sort="ascending"] button::after { content: " \\2191" }
th[aria-sort="descending"] button::after { content: " \\2193" }
#more { margin: 8px } .tip-text { white-space: pre-wrap; max-width: 420px; max-height: 60vh; overflow: hidden; overflow-wrap: anywhere;
  font: 12px/1.4 "Helvetica Neue", Arial, sans-serif; color: var(--text) }
@media print { button { display: none } .scroll { break-inside: avoid; border: 0 } }
`
