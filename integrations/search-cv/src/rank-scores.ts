/** The rank of each score: 1 is the largest, equal ones share the better rank, NaN is behind all (if all are NaN, all are 1). */
export function rankScores(scores: readonly number[]): number[] {
  const descending = scores.filter((score) => !Number.isNaN(score)).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))
  const rankOf = new Map<number, number>()
  for (const [i, score] of descending.entries()) if (!rankOf.has(score)) rankOf.set(score, i + 1)
  const last = descending.length + 1
  return scores.map((score) => rankOf.get(score) ?? last)
}
