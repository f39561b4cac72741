/**
 * What programs inherit by default: how they are found, how they speak, and on which devices and threads they compute. Names
 * that end in `*` stand for all that begin so.
 */
const RUNTIME: readonly string[] = [
  "PATH HOME USER LOGNAME SHELL LANG LC_* TZ TMPDIR LD_LIBRARY_PATH DYLD_LIBRARY_PATH",
  "VIRTUAL_ENV CONDA_* PYTHON* JAVA_HOME R_HOME R_LIBS* CUDA_* NVIDIA_* HIP_* ROCR_* OMP_* MKL_* OPENBLAS_*",
  "SystemRoot SystemDrive windir ComSpec PATHEXT TEMP TMP USERPROFILE APPDATA LOCALAPPDATA ProgramData",
  "ProgramFiles* NUMBER_OF_PROCESSORS PROCESSOR_*",
].flatMap((names) => names.split(" "))

/** What a program inherits of this process's environment: `true` all, `false` nothing, by default {@link RUNTIME}. */
export function inheritedEnv(inherit: boolean | readonly string[] = RUNTIME): Record<string, string> {
  const names = typeof inherit === "boolean" ? [] : inherit.map(caseOf)
  const isInherited = (name: string): boolean =>
    inherit === true ||
    names.some((wanted) => (wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted))
  const entries = Object.entries(process.env).filter(([name]) => isInherited(caseOf(name)))
  return Object.fromEntries(entries) as Record<string, string>
}

function caseOf(name: string): string {
  return process.platform === "win32" ? name.toUpperCase() : name
}
