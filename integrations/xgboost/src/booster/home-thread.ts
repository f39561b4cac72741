import type { LibraryThread, Pointer } from "@parzen/boosting"
import type { XGBoostLibrary } from "../library/xgboost-library.ts"

/**
 * The thread of a booster's asynchronous calls. XGBoost draws random numbers from one generator for each thread, so while a booster
 * is trained no other training has the same one.
 */
export class HomeThread {
  readonly #library: XGBoostLibrary
  #thread: LibraryThread | undefined
  #isHeld = false

  constructor(library: XGBoostLibrary) {
    this.#library = library
  }

  /** For a round: a thread that is kept until {@link rest}. */
  forTraining(): LibraryThread {
    if (this.#isHeld && this.#thread?.hasEnded === false) return this.#thread
    this.#thread = this.#library.idlestThread()
    this.#thread.hold()
    this.#isHeld = true
    return this.#thread
  }

  /** For whatever draws no random numbers: the one of the last training, or any. */
  forReading(): LibraryThread {
    if (this.#thread === undefined || this.#thread.hasEnded) this.#thread = this.#library.idlestThread()
    return this.#thread
  }

  /** Trains on the thread of another booster. */
  share(other: HomeThread): void {
    this.rest()
    this.#thread = other.forTraining()
    this.#thread.hold()
    this.#isHeld = true
  }

  /** Lets another training have the thread. */
  rest(): void {
    if (this.#isHeld) this.#thread?.release()
    this.#isHeld = false
  }

  /** Frees a booster where it was used: what XGBoost keeps for it on that thread goes too. */
  free(booster: Pointer): void {
    this.rest()
    if (this.#thread?.hasEnded === false) this.#thread.post("XGBoosterFree", booster)
    else this.#library.callSync("XGBoosterFree", booster)
  }
}
