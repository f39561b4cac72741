/** About how wide a text of this size is, in px: without a page nobody can measure it. */
export function textWidth(text: string, size = 11): number {
  return text.length * size * 0.58
}

/** The text with its end cut off where it is longer than `most` characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
