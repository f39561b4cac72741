/** Installs onnxruntime-node where it is missing; what needs it is skipped where that cannot be, but for CI. */
export async function setup() {
  try {
    await import("./install.mjs")
  } catch (error) {
    if (process.env.CI !== undefined) throw error
    console.log(`skipped  what needs onnxruntime-node: ${error.message}`)
  }
}
