import koffi from "koffi"
import type { LibraryHandle } from "koffi"

/**
 * Has `onLine` hear what `library` logs, for the life of the process. `signature` declares the function that takes the callback, a
 * `void (const char *)`; a library may keep it for the calling thread alone.
 */
export function registerLog(library: LibraryHandle, signature: string, onLine: (line: string) => void): void {
  library.func(signature)(koffi.register(onLine, koffi.pointer(koffi.proto("void", ["const char *"]))))
}
