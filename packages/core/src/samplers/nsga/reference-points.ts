/** Every way to spread `divisions` units over `m` objectives, as points (Das & Dennis 1998), in Optuna 5.0.0's order. */
export function uniformReferencePoints(m: number, divisions: number): number[][] {
  const points: number[][] = []
  const point = Array.from({ length: m }, () => 0)
  const spread = (k: number, left: number): void => {
    if (k === m - 1) {
      points.push([...point.slice(0, k), left])
      return
    }
    for (let units = left; units >= 0; units--) {
      point[k] = units
      spread(k + 1, left - units)
    }
  }
  spread(0, divisions)
  return points
}
