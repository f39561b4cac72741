import type { OnnxRuntime, OnnxSession } from "../src/index.ts"
import { loadRuntime } from "../src/runtime/load-runtime.ts"

/** onnxruntime-node, and how many of its sessions are open. */
export interface CountedRuntime {
  readonly ort: OnnxRuntime
  readonly sessions: { open: number; made: number; atOnce: number }
}

/** onnxruntime-node, which counts. `beforeRun` is called before each run of any session, with how often that was. */
export async function countedRuntime(beforeRun?: (runs: number) => void | Promise<void>): Promise<CountedRuntime> {
  const real = await loadRuntime()
  const sessions = { open: 0, made: 0, atOnce: 0 }
  let runs = 0
  const create = async (...args: Parameters<OnnxRuntime["InferenceSession"]["create"]>): Promise<OnnxSession> => {
    const session = await real.InferenceSession.create(...args)
    const { run, release } = session
    sessions.made++
    sessions.open++
    sessions.atOnce = Math.max(sessions.atOnce, sessions.open)
    session.run = async (...args) => {
      await beforeRun?.(runs++)
      return run.apply(session, args)
    }
    session.release = async () => {
      sessions.open--
      return release.apply(session)
    }
    return session
  }
  const { Tensor, env } = real
  const listSupportedBackends = (): ReturnType<NonNullable<OnnxRuntime["listSupportedBackends"]>> =>
    real.listSupportedBackends?.() ?? []
  return {
    ort: { InferenceSession: { create } as OnnxRuntime["InferenceSession"], Tensor, env, listSupportedBackends },
    sessions,
  }
}
