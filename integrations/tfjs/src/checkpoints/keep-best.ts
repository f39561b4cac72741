import type { CheckpointStore } from "./checkpoint.ts"

/** Removes all but the `count` best checkpoints; of equal ones the earlier trial's stays. */
export async function keepBest(store: CheckpointStore, count: number, mode: "min" | "max"): Promise<void> {
  if (count === Infinity) return
  const ranked = [...(await store.list())].sort((a, b) => (mode === "min" ? a.value - b.value : b.value - a.value))
  for (const { trial } of ranked.slice(count)) await store.remove(trial)
}
