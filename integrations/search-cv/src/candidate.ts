/** The parameters that are tried together, by name. */
export type Candidate = Readonly<Record<string, unknown>>
