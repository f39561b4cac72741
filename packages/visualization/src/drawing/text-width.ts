/** About how wide a text of this size is, in px: without a page nobody can measure it. */
export function textWidth(text: string, size = 11): number {
  return text.length * size * 0.58
}

/** The text without its middle where it is longer than `most` characters: long names often differ at their ends. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = Math.max(2, most - 1)
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`
}
