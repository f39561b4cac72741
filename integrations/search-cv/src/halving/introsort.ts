/** Up to so many are sorted by insertion. */
const SMALL = 16

/**
 * Sorts `items` in place by introsort (Musser 1997): quicksort about the median of three, then insertion. Which of two equal items
 * comes first is as in GNU's C++ library, `std::sort`, unless the items are so ill arranged that it would turn to heapsort.
 */
export function introsort(items: number[], isLess: (a: number, b: number) => boolean): void {
  const at = (place: number): number => items[place] as number
  const swap = (i: number, j: number): void => {
    const item = at(i)
    items[i] = at(j)
    items[j] = item
  }
  /** Brings the median of the items at `a`, `b` and `c` to `first`. */
  const medianTo = (first: number, a: number, b: number, c: number): void => {
    const [x, y, z] = [at(a), at(b), at(c)]
    if (isLess(x, y)) swap(first, isLess(y, z) ? b : isLess(x, z) ? c : a)
    else swap(first, isLess(x, z) ? a : isLess(y, z) ? c : b)
  }
  /** Parts `first + 1` to `last - 1` about the item at `first`; answers where the larger ones begin. */
  const partition = (first: number, last: number): number => {
    let i = first + 1
    let j = last
    for (;;) {
      while (isLess(at(i), at(first))) i++
      j--
      while (isLess(at(first), at(j))) j--
      if (i >= j) return i
      swap(i, j)
      i++
    }
  }
  const quicksort = (first: number, end: number): void => {
    let last = end
    while (last - first > SMALL) {
      medianTo(first, first + 1, first + Math.floor((last - first) / 2), last - 1)
      const cut = partition(first, last)
      quicksort(cut, last)
      last = cut
    }
  }
  quicksort(0, items.length)
  for (let i = 1; i < items.length; i++) {
    for (let j = i; j > 0 && isLess(at(j), at(j - 1)); j--) swap(j, j - 1)
  }
}
