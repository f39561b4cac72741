/** What the worker tells the page after each trial, and at the end. */
export type TrialMessage =
  | { readonly kind: "trial"; readonly number: number; readonly state: string; readonly error: number | undefined }
  | { readonly kind: "end"; readonly backend: string; readonly error: number; readonly params: object }
