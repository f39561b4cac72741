import { setTimeout as sleep } from "node:timers/promises"
import type { Storage, Study } from "@parzen/core"
import { createStudy, loadStudy, NopPruner, RandomSampler, RetryHeartbeatStaleTrialCallback } from "@parzen/core"
import type { LeaseTimes, Place } from "./place.ts"
import { openPlace } from "./place.ts"
import type { WorkerOptions } from "./worker.ts"
import { bundled, WorkerProcess } from "./worker-process.ts"

/** Worker processes on one study, and all that they said. */
export class Fleet {
  readonly all: WorkerProcess[] = []
  readonly storage: Storage
  readonly #place: Place
  readonly #script: string
  readonly #options: Omit<WorkerOptions, "seed">

  private constructor(place: Place, storage: Storage, script: string, options: Omit<WorkerOptions, "seed">) {
    this.#place = place
    this.storage = storage
    this.#script = script
    this.#options = options
  }

  /** Makes a study at an empty place. */
  static async create(
    place: Place,
    times: LeaseTimes,
    options: Pick<WorkerOptions, "trialMs"> & Partial<WorkerOptions>,
  ): Promise<Fleet> {
    const { url } = place
    const storage = await openPlace(url, times)
    const studyName = "fleet"
    await createStudy({ storage, studyName })
    return new Fleet(place, storage, await bundled("worker"), { url, studyName, times, retries: true, ...options })
  }

  start(options: Partial<WorkerOptions> = {}): WorkerProcess {
    const worker = new WorkerProcess(this.#script, { ...this.#options, seed: this.all.length, ...options })
    this.all.push(worker)
    return worker
  }

  /** Loads the study and runs to its end what dead workers have left. */
  async study(): Promise<Study> {
    const study = await loadStudy({
      storage: this.storage,
      studyName: this.#options.studyName,
      sampler: new RandomSampler({ seed: 0 }),
      pruner: new NopPruner(),
      heartbeatStaleTrialCallback: this.#options.retries ? new RetryHeartbeatStaleTrialCallback() : undefined,
    })
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrialsTotal: 0 })
    return study
  }

  /** What is wrong in the study, after all that the workers have said: nothing told is lost, no number twice, nobody's trial in two hands. */
  faults({ trials }: Study): string[] {
    const faults = trials.flatMap(({ number }, i) => (number === i ? [] : [`trial ${number} is at ${i}`]))
    for (const { number, value } of this.all.flatMap((worker) => worker.said("told"))) {
      if (trials[number]?.value !== value)
        faults.push(`trial ${number} was told ${value} and has ${trials[number]?.value}`)
    }
    const begun = new Set<number>()
    for (const { number } of this.all.flatMap((worker) => worker.said("began"))) {
      if (begun.has(number)) faults.push(`trial ${number} was begun twice`)
      begun.add(number)
    }
    for (const { number, state } of trials) {
      if (state === "running" || state === "waiting") faults.push(`trial ${number} is still ${state}`)
    }
    return faults
  }

  /** Waits until `condition` holds. @throws Error that says what was waited for, and what each worker said last */
  async until(what: string, condition: () => boolean, ms: number = 30_000): Promise<void> {
    const deadline = Date.now() + ms
    while (!condition()) {
      if (Date.now() > deadline) {
        const last = this.all.map(({ isAlive, lines, stderr }) => JSON.stringify([isAlive, lines.at(-1), stderr]))
        throw new Error(`waited ${ms} ms in vain until ${what}\n${last.join("\n")}`)
      }
      await sleep(10)
    }
  }

  /** Ends what still runs, and deletes the place. */
  async end(): Promise<void> {
    for (const worker of this.all) worker.kill("SIGKILL")
    await Promise.all(this.all.map((worker) => worker.ended))
    await this.storage.close()
    await this.#place.remove()
  }

  /** How many trials the workers have told. */
  get nTold(): number {
    return this.all.reduce((sum, worker) => sum + worker.said("told").length, 0)
  }
}
