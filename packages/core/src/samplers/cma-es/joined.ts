/** The numbers of all `parts`, in one list. */
export function joined(...parts: readonly ArrayLike<number>[]): number[] {
  const numbers: number[] = []
  for (const part of parts) for (let i = 0; i < part.length; i++) numbers.push(part[i] as number)
  return numbers
}
