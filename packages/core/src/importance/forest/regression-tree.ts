import { introsort } from "./introsort.ts"

/** A grown tree. A node is an index, the root is 0, and children come after their parent. */
export interface RegressionTree {
  readonly size: number
  /** The column that an inner node splits; -1 for a leaf. */
  readonly feature: Int32Array
  /** Rows up to this, included, go left. */
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** Weighted mean of the node's values. */
  readonly value: Float64Array
  /** Their variance. */
  readonly impurity: Float64Array
  /** Weight of the node's rows. */
  readonly weight: Float64Array
}

/** What trees are grown from. */
export interface TrainingSet {
  /** One array for each feature, of the length of `y`; finite. */
  readonly columns: readonly Float32Array[]
  readonly y: Float64Array
}

/** Values nearer than this are not told apart. */
const SMALLEST_GAP = Math.fround(1e-7)
const RAND_MAX = 2 ** 31 - 1

interface Part {
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly parent: number
  readonly isLeft: boolean
  readonly impurity: number
  /** So many of the first features are known not to vary. */
  readonly nConstant: number
}

/**
 * Grows regression trees on one training set: each node is split where the variance within its children is least, over all
 * features, until its values are equal or `maxDepth` is reached (Breiman et al. 1984). Features are tried in random order; the
 * first of equally good splits is taken. Order of draws, of rows and of sums are scikit-learn 1.9.1's, so that its trees come
 * out for its seeds.
 */
export class TreeGrower {
  readonly #columns: readonly Float32Array[]
  readonly #y: Float64Array
  readonly #maxDepth: number
  readonly #rows: Int32Array
  /** The values of the feature at hand, in the order of `#rows`. */
  readonly #values: Float32Array
  readonly #features: Int32Array
  readonly #constants: Int32Array
  #weights: Float64Array = new Float64Array(0)
  #random = 0

  // Of the node at hand: its rows are #rows[#start..#end).
  #start = 0
  #end = 0
  #weight = 0
  #sum = 0
  #squares = 0
  // Of its rows up to #at.
  #at = 0
  #weightLeft = 0
  #sumLeft = 0
  // Its best split.
  #bestAt = 0
  #bestFeature = 0
  #bestThreshold = 0

  constructor({ columns, y }: TrainingSet, maxDepth: number) {
    this.#columns = columns
    this.#y = y
    this.#maxDepth = maxDepth
    this.#rows = new Int32Array(y.length)
    this.#values = new Float32Array(y.length)
    this.#features = new Int32Array(columns.length)
    this.#constants = new Int32Array(columns.length)
  }

  /** A tree on the rows of weight above 0; `seed` is a 32-bit integer. */
  grow(weights: Float64Array, seed: number): RegressionTree {
    this.#weights = weights
    this.#random = seed
    let n = 0
    for (let row = 0; row < weights.length; row++) if (weights[row] !== 0) this.#rows[n++] = row
    for (let i = 0; i < this.#features.length; i++) this.#features[i] = i
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const tree = emptyTree(2 * n - 1)
    let size = 0
    const open: Part[] = [{ start: 0, end: n, depth: 0, parent: -1, isLeft: false, impurity: Infinity, nConstant: 0 }]
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      const node = size++
      this.#enter(part.start, part.end)
      const mean = this.#sum / this.#weight
      const impurity = part.parent < 0 ? this.#squares / this.#weight - mean * mean : part.impurity
      tree.value[node] = mean
      tree.impurity[node] = impurity
      tree.weight[node] = this.#weight
      if (part.parent >= 0) (part.isLeft ? tree.left : tree.right)[part.parent] = node
      const isLeaf = part.depth >= this.#maxDepth || part.end - part.start < 2 || impurity <= Number.EPSILON
      if (isLeaf) continue
      const nConstant = this.#findSplit(part.nConstant)
      if (this.#bestAt >= part.end) continue
      const [left, right] = this.#partition()
      const shareRight = (this.#weight - this.#weightLeft) / this.#weight
      const decrease = impurity - shareRight * right - (this.#weightLeft / this.#weight) * left
      if ((this.#weight / total) * decrease + Number.EPSILON < 0) continue
      tree.feature[node] = this.#bestFeature
      tree.threshold[node] = this.#bestThreshold
      const child = { depth: part.depth + 1, parent: node, nConstant }
      open.push({ ...child, start: this.#bestAt, end: part.end, isLeft: false, impurity: right })
      open.push({ ...child, start: part.start, end: this.#bestAt, isLeft: true, impurity: left })
    }
    return { ...tree, size }
  }

  #enter(start: number, end: number): void {
    this.#start = start
    this.#end = end
    let weight = 0
    let sum = 0
    let squares = 0
    for (let i = start; i < end; i++) {
      const row = this.#rows[i] as number
      const w = this.#weights[row] as number
      const y = this.#y[row] as number
      sum += w * y
      squares += w * y * y
      weight += w
    }
    this.#weight = weight
    this.#sum = sum
    this.#squares = squares
  }

  /**
   * Looks for the best split, at `#end` if there is none. Of the features the first `nKnown` do not vary here; answers how many
   * do not now. During the search the features are: drawn constants, other known ones, newly found ones, those to try, those
   * tried.
   */
  #findSplit(nKnown: number): number {
    const features = this.#features
    this.#bestAt = this.#end
    let bestGain = -Infinity
    let open = features.length
    let nDrawn = 0
    let nFound = 0
    while (open > nKnown + nFound) {
      const drawn = nDrawn + (this.#draw() % (open - nFound - nDrawn))
      if (drawn < nKnown) {
        swap(features, nDrawn++, drawn)
        continue
      }
      const place = drawn + nFound
      const feature = features[place] as number
      if (this.#sortBy(feature)) {
        bestGain = this.#tryFeature(feature, bestGain)
        swap(features, --open, place)
      } else {
        swap(features, nKnown + nFound++, place)
      }
    }
    // Siblings must find the known ones as their parent left them.
    features.set(this.#constants.subarray(0, nKnown))
    this.#constants.set(features.subarray(nKnown, nKnown + nFound), nKnown)
    return nKnown + nFound
  }

  /** Sorts the node's rows by a feature; answers whether it varies. */
  #sortBy(feature: number): boolean {
    const column = this.#columns[feature] as Float32Array
    const values = this.#values
    for (let i = this.#start; i < this.#end; i++) values[i] = column[this.#rows[i] as number] as number
    introsort(values, this.#rows, this.#start, this.#end)
    return (values[this.#end - 1] as number) > Math.fround((values[this.#start] as number) + SMALLEST_GAP)
  }

  /** Tries each split of the feature that the rows are sorted by; answers the best gain so far. */
  #tryFeature(feature: number, bestGain: number): number {
    const values = this.#values
    const end = this.#end
    this.#at = this.#start
    this.#weightLeft = 0
    this.#sumLeft = 0
    for (let i = this.#start; i < end;) {
      while (i + 1 < end && (values[i + 1] as number) <= Math.fround((values[i] as number) + SMALLEST_GAP)) i++
      const before = values[i++] as number
      if (i >= end) break
      this.#moveTo(i)
      const sumRight = this.#sum - this.#sumLeft
      const gain =
        (this.#sumLeft * this.#sumLeft) / this.#weightLeft + (sumRight * sumRight) / (this.#weight - this.#weightLeft)
      if (!(gain > bestGain)) continue
      bestGain = gain
      this.#bestAt = i
      this.#bestFeature = feature
      this.#bestThreshold = before / 2 + (values[i] as number) / 2
    }
    return bestGain
  }

  /** Takes the rows up to `to` to the left, counting from the nearer end. */
  #moveTo(to: number): void {
    let weight = this.#weightLeft
    let sum = this.#sumLeft
    if (to - this.#at <= this.#end - to) {
      for (let i = this.#at; i < to; i++) {
        const row = this.#rows[i] as number
        const w = this.#weights[row] as number
        sum += w * (this.#y[row] as number)
        weight += w
      }
    } else {
      weight = this.#weight
      sum = this.#sum
      for (let i = this.#end - 1; i >= to; i--) {
        const row = this.#rows[i] as number
        const w = this.#weights[row] as number
        sum -= w * (this.#y[row] as number)
        weight -= w
      }
    }
    this.#weightLeft = weight
    this.#sumLeft = sum
    this.#at = to
  }

  /** Reorders the node's rows by the best split; answers the variances of its sides. */
  #partition(): [left: number, right: number] {
    const column = this.#columns[this.#bestFeature] as Float32Array
    let last = this.#end - 1
    for (let i = this.#start; i < last;) {
      if ((column[this.#rows[i] as number] as number) <= this.#bestThreshold) i++
      else swap(this.#rows, i, last--)
    }
    this.#at = this.#start
    this.#weightLeft = 0
    this.#sumLeft = 0
    this.#moveTo(this.#bestAt)
    let squares = 0
    for (let i = this.#start; i < this.#bestAt; i++) {
      const row = this.#rows[i] as number
      const y = this.#y[row] as number
      squares += (this.#weights[row] as number) * y * y
    }
    const weightRight = this.#weight - this.#weightLeft
    const meanLeft = this.#sumLeft / this.#weightLeft
    const meanRight = (this.#sum - this.#sumLeft) / weightRight
    return [
      squares / this.#weightLeft - meanLeft * meanLeft,
      (this.#squares - squares) / weightRight - meanRight * meanRight,
    ]
  }

  /** Marsaglia's xorshift (2003), of which 31 bits are used. */
  #draw(): number {
    let x = this.#random === 0 ? 1 : this.#random
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#random = x
    return x & RAND_MAX
  }
}

function emptyTree(capacity: number): Omit<RegressionTree, "size"> {
  return {
    feature: new Int32Array(capacity).fill(-1),
    threshold: new Float64Array(capacity),
    left: new Int32Array(capacity),
    right: new Int32Array(capacity),
    value: new Float64Array(capacity),
    impurity: new Float64Array(capacity),
    weight: new Float64Array(capacity),
  }
}

function swap(values: Int32Array, i: number, j: number): void {
  const value = values[i] as number
  values[i] = values[j] as number
  values[j] = value
}
