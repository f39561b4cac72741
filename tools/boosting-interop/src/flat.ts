/** Predictions as one list: those of several classes row after row. */
export function flat(predictions: ArrayLike<number> | readonly ArrayLike<number>[]): readonly number[] {
  return Array.from(predictions as ArrayLike<number | ArrayLike<number>>).flatMap((row) =>
    typeof row === "number" ? [row] : Array.from(row),
  )
}
