import { describe, ParzenError } from "@parzen/core"

/** Has what the file system refuses say which option it is about. @throws INVALID_ARGUMENT */
export async function naming<T>(option: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const message = `${option}: ${describe(path)} cannot be used: ${(cause as Error).message}`
    throw new ParzenError("INVALID_ARGUMENT", message, { cause })
  }
}
