import { ParzenError } from "@parzen/core"

/** What `load` imports. @throws DRIVER_MISSING with what to install, if it is not there */
export async function loadDriver<T>(name: string, what: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error
    const message = `${what} needs the package '${name}', which is not installed: npm install ${name}`
    throw new ParzenError("DRIVER_MISSING", message, { cause: error })
  }
}
