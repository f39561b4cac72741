interface MemoryProcess {
  memoryUsage?: { rss?(): number }
}

/** How many bytes of memory this process holds (its resident set); 0 where that is not told. */
export function residentBytes(): number {
  return (globalThis as { process?: MemoryProcess }).process?.memoryUsage?.rss?.() ?? 0
}
