import type { TableContent } from "./page-content.ts"

const FIRST_ROWS = 100

type Row = TableContent["rows"][number]

/** The table as others can use it. */
export interface ShownTable {
  /** Shows these trials alone; without a set all. */
  select(trials: ReadonlySet<number> | undefined): void
}

/** Fills the element `trials` with a table that its headers sort. */
export function showTable({ columns, rows }: TableContent): ShownTable {
  const table = document.getElementById("trials") as HTMLTableElement
  const more = document.getElementById("more") as HTMLButtonElement
  const body = table.tBodies[0] ?? table.createTBody()
  let sorted: readonly Row[] = rows
  let selected: ReadonlySet<number> | undefined
  let most = FIRST_ROWS

  const fill = (): void => {
    const chosen = selected === undefined ? sorted : sorted.filter(([number]) => selected?.has(number as number))
    body.replaceChildren(...chosen.slice(0, most).map(rowElement))
    more.hidden = chosen.length <= most
    more.textContent = `Show all ${chosen.length}`
  }
  const headers = columns.map((name, k) => {
    const header = document.createElement("th")
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = name
    header.scope = "col"
    header.append(button)
    button.addEventListener("click", () => {
      const isUp = header.ariaSort !== "ascending"
      for (const other of headers) other.ariaSort = null
      header.ariaSort = isUp ? "ascending" : "descending"
      sorted = [...rows].sort((a, b) => compare(a[k] ?? null, b[k] ?? null, isUp))
      fill()
    })
    return header
  })
  const head = document.createElement("tr")
  head.append(...headers)
  table.createTHead().append(head)
  more.addEventListener("click", () => {
    most = Infinity
    fill()
  })
  fill()
  return {
    select: (trials) => {
      selected = trials
      fill()
    },
  }
}

function rowElement(row: Row): HTMLTableRowElement {
  const element = document.createElement("tr")
  for (const value of row) {
    const cell = element.insertCell()
    if (typeof value === "number") cell.className = "number"
    cell.textContent = value === null ? "" : String(value)
  }
  return element
}

/** What is missing comes last, whichever way it is sorted. */
function compare(a: Row[number], b: Row[number], isUp: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const sign = isUp ? 1 : -1
  if (typeof a === "number" && typeof b === "number") return sign * (a - b)
  return sign * String(a).localeCompare(String(b), undefined, { numeric: true })
}
