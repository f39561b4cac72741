import { linkPackages } from "./link-packages.mjs"
import { THIS_PLATFORM } from "./recipes.mjs"

/** The libraries for the tests of their adapters, fetched where they are missing. Without them, in CI nothing goes on. */
export async function setup() {
  try {
    await linkPackages(THIS_PLATFORM)
  } catch (error) {
    if (process.env.CI !== undefined) throw error
    console.log(`the libraries of XGBoost and LightGBM could not be fetched: ${error.message}`)
  }
}
