/**
 * Importances by name, the largest first, of equal ones the later first, as in Optuna 5.0.0. JavaScript puts names that are
 * whole numbers, such as "7", before all others.
 */
export function sortedImportances(names: readonly string[], values: ArrayLike<number>): Record<string, number> {
  const entries = names.map((name, i): [string, number] => [name, values[i] as number])
  return Object.fromEntries(entries.sort(([, a], [, b]) => a - b).reverse())
}
