export type { CommandErrorCode, CommandErrorDetails } from "./command-error.ts"
export { CommandError } from "./command-error.ts"
export { commandObjective } from "./command-objective.ts"
export type {
  CommandCall,
  CommandContext,
  CommandFunction,
  CommandObjectiveOptions,
  CommandSpace,
  ExitMeaning,
  ParamsOf,
} from "./command-objective-options.ts"
export type { ArtifactStoreLike } from "./output-files.ts"
export type { CommandResult } from "./result.ts"
export type { OutputStream } from "./run-program.ts"
export type { WorkdirOptions } from "./work-folder.ts"
