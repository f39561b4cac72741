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
  /** By row: its weight, and that times its value. */
  #weights: Float64Array = new Float64Array(0)
  readonly #products: Float64Array
  #random = 0

  // Of the node at hand: its rows are #rows[#start..#end).
  #start = 0
  #end = 0
  #weight = 0
  #sum = 0
  #squares = 0
  // Its best split: where, by what, and the weight on its left.
  #bestAt = 0
  #weightLeft = 0
  #bestFeature = 0
  #bestThreshold = 0

  constructor({ columns, y }: TrainingSet, maxDepth: number) {
    this.#columns = columns
    this.#y = y
    this.#maxDepth = maxDepth
    this.#rows = new Int32Array(y.length)
    this.#values = new Float32Array(y.length)
    this.#products = new Float64Array(y.length)
    this.#features = new Int32Array(columns.length)
    this.#constants = new Int32Array(columns.length)
  }

  /** A tree on the rows of weight above 0; `seed` is a 32-bit integer. */
  grow(weights: Float64Array, seed: number): RegressionTree {
    this.#weights = weights
    this.#random = seed
    let n = 0
    for (let row = 0; row < weights.length; row++) {
      if (weights[row] !== 0) this.#rows[n++] = row
      this.#products[row] = (weights[row] as number) * (this.#y[row] as number)
    }
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
    const rows = this.#rows
    const weights = this.#weights
    const products = this.#products
    const y = this.#y
    let weight = 0
    let sum = 0
    let squares = 0
    for (let i = start; i < end; i++) {
      const row = rows[i] as number
      const product = products[row] as number
      sum += product
      squares += product * (y[row] as number)
      weight += weights[row] as number
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
    const rows = this.#rows
    const start = this.#start
    const end = this.#end
    for (let i = start; i < end; i++) values[i] = column[rows[i] as number] as number
    introsort(values, rows, start, end)
    return (values[end - 1] as number) > Math.fround((values[start] as number) + SMALLEST_GAP)
  }

  /**
   * Tries each split of the feature that the rows are sorted by; answers the best gain so far. Sums are of the rows to the left,
   * taken on from the last split, or from the end if that is nearer.
   */
  #tryFeature(feature: number, bestGain: number): number {
    const values = this.#values
    const rows = this.#rows
    const weights = this.#weights
    const products = this.#products
    const end = this.#end
    const weight = this.#weight
    const sum = this.#sum
    let at = this.#start
    let weightLeft = 0
    let sumLeft = 0
    for (let i = at; ;) {
      let before = values[i] as number
      for (i++; i < end && (values[i] as number) <= Math.fround(before + SMALLEST_GAP); i++)
        before = values[i] as number
      if (i >= end) return bestGain
      if (i - at <= end - i) {
        for (; at < i; at++) {
          const row = rows[at] as number
          sumLeft += products[row] as number
          weightLeft += weights[row] as number
        }
      } else {
        sumLeft = sum
        weightLeft = weight
        for (at = end - 1; at >= i; at--) {
          const row = rows[at] as number
          sumLeft -= products[row] as number
          weightLeft -= weights[row] as number
        }
        at = i
      }
      const sumRight = sum - sumLeft
      const gain = (sumLeft * sumLeft) / weightLeft + (sumRight * sumRight) / (weight - weightLeft)
      if (!(gain > bestGain)) continue
      bestGain = gain
      this.#bestAt = i
      this.#bestFeature = feature
      this.#bestThreshold = before / 2 + (values[i] as number) / 2
    }
  }

  /** Reorders the node's rows by the best split; answers the variances of its sides. */
  #partition(): [left: number, right: number] {
    const column = this.#columns[this.#bestFeature] as Float32Array
    let last = this.#end - 1
    for (let i = this.#start; i < last;) {
      if ((column[this.#rows[i] as number] as number) <= this.#bestThreshold) i++
      else swap(this.#rows, i, last--)
    }
    return this.#sides()
  }

  /** The variances of the sides of the best split, whose rows are in place. */
  #sides(): [left: number, right: number] {
    const at = this.#bestAt
    let weightLeft = 0
    let sumLeft = 0
    let squares = 0
    const isLeftNearer = at - this.#start <= this.#end - at
    for (let i = this.#start; i < at; i++) {
      const row = this.#rows[i] as number
      sumLeft += this.#products[row] as number
      weightLeft += this.#weights[row] as number
      squares += (this.#products[row] as number) * (this.#y[row] as number)
    }
    if (!isLeftNearer) {
      sumLeft = this.#sum
      weightLeft = this.#weight
      for (let i = this.#end - 1; i >= at; i--) {
        const row = this.#rows[i] as number
        sumLeft -= this.#products[row] as number
        weightLeft -= this.#weights[row] as number
      }
    }
    const weightRight = this.#weight - weightLeft
    const meanLeft = sumLeft / weightLeft
    const meanRight = (this.#sum - sumLeft) / weightRight
    this.#weightLeft = weightLeft
    return [squares / weightLeft - meanLeft * meanLeft, (this.#squares - squares) / weightRight - meanRight * meanRight]
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
