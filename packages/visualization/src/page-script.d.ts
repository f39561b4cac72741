/** What `build-page.mjs` makes of `src/page/main.ts`: one script without imports, the drawing library in it. */
export const pageScript: string
