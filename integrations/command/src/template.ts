import { ParzenError } from "@parzen/core"

type Part = { readonly literal: string } | { readonly name: string }

const PARTS = /\{\{|\}\}|\{([^{}]+)\}|[^{}]+/y

/** Text with placeholders such as `{lr}`; `{{` and `}}` stand for braces. */
export class Template {
  readonly #parts: readonly Part[]

  /** @throws INVALID_ARGUMENT, with `where` in the message, for a brace that has no partner */
  constructor(text: string, where: string) {
    this.#parts = partsOf(text, where)
  }

  /** The names of the placeholders. */
  get names(): readonly string[] {
    return this.#parts.flatMap((part) => ("name" in part ? [part.name] : []))
  }

  /** The name of the placeholder if the text is nothing else. */
  get onlyName(): string | undefined {
    const [part, ...others] = this.#parts
    return part !== undefined && "name" in part && others.length === 0 ? part.name : undefined
  }

  /** The text with what `valueOf` says for each placeholder. */
  fill(valueOf: (name: string) => string): string {
    return this.#parts.map((part) => ("name" in part ? valueOf(part.name) : part.literal)).join("")
  }
}

function partsOf(text: string, where: string): Part[] {
  const parts: Part[] = []
  PARTS.lastIndex = 0
  while (PARTS.lastIndex < text.length) {
    const at = PARTS.lastIndex
    const found = PARTS.exec(text)
    if (found === null) {
      const message = `${where}: the '${text[at]}' at ${at} of '${text}' has no partner; a brace itself is written twice`
      throw new ParzenError("INVALID_ARGUMENT", message)
    }
    const [piece, name] = found
    if (name !== undefined) parts.push({ name })
    else parts.push({ literal: piece === "{{" || piece === "}}" ? piece.slice(1) : piece })
  }
  return parts
}
