import type { ThemeName } from "../drawing/theme.ts"

/** The page's theme: the reader's, or what the button says. */
export interface PageTheme {
  readonly name: ThemeName
  onChange(listener: (name: ThemeName) => void): void
}

/** Follows the system's theme unless the page names one; the button changes it. */
export function pageTheme(): PageTheme {
  const root = document.documentElement
  const system = matchMedia("(prefers-color-scheme: dark)")
  const listeners: ((name: ThemeName) => void)[] = []
  let chosen = root.dataset["theme"] as ThemeName | undefined
  const current = (): ThemeName => chosen ?? (system.matches ? "dark" : "light")
  const apply = (): void => {
    root.dataset["theme"] = current()
    for (const listener of listeners) listener(current())
  }
  system.addEventListener("change", apply)
  document.getElementById("theme")?.addEventListener("click", () => {
    chosen = current() === "dark" ? "light" : "dark"
    apply()
  })
  apply()
  return {
    get name() {
      return current()
    },
    onChange: (listener) => {
      listeners.push(listener)
    },
  }
}
