/** The servers that tests may ask for. */
export const SERVER_KINDS = ["postgresql", "mariadb", "redis"] as const

/** One of {@link SERVER_KINDS}. */
export type ServerKind = (typeof SERVER_KINDS)[number]

/** The variable that names a running server's URL to tests. */
export function urlVariable(kind: ServerKind): string {
  return `PARZEN_${kind.toUpperCase()}_URL`
}

/** The variable that says why there is no such server. */
export function missingVariable(kind: ServerKind): string {
  return `PARZEN_${kind.toUpperCase()}_MISSING`
}
