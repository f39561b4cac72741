import { existsSync, statSync } from "node:fs"
import { resolve } from "node:path"
import { CommandError } from "./command-error.ts"
import { printable } from "./output-tail.ts"

const SHORT_OF: readonly unknown[] = ["EAGAIN", "EMFILE", "ENFILE", "ENOMEM", "ETXTBSY"]

/** Why `file` could not be started in `cwd`. */
export function startError(error: unknown, file: string, cwd: string): CommandError {
  const { code, message } = error as NodeJS.ErrnoException
  return new CommandError("COMMAND_NOT_STARTED", `'${printable(file)}' ${why(code, message, file, cwd)}`, {
    cause: error,
    isTransient: SHORT_OF.includes(code),
  })
}

function why(code: string | undefined, message: string, file: string, cwd: string): string {
  if (!existsSync(cwd) || !statSync(cwd).isDirectory()) return `cannot be run in ${cwd}, which is no folder`
  const isPath = /[/\\]/.test(file)
  switch (code) {
    case "ENOENT":
      if (!isPath) return "was not found in the PATH that the program gets"
      return existsSync(resolve(cwd, file))
        ? "is there, but not the interpreter that its first line names"
        : `was not found, looked for from ${cwd}`
    case "EACCES":
      return "is not executable (chmod +x), or its folder is closed to this user"
    case "ENOEXEC":
      return "is no program for this system; a script begins with a line such as #!/bin/sh"
    case "E2BIG":
      return "was not started: its arguments and environment are longer than the system allows; give it a file or stdin"
    default:
      return `was not started: ${message}`
  }
}
