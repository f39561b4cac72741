import { describe, ParzenError } from "@parzen/core"
import { readUbj } from "./read-ubj.ts"

/**
 * Checks a saved model: XGBoost crashes, or never ends, where a file is cut short or trees do not hang together.
 * @throws INVALID_MODEL unless `bytes` are a model in UBJ or JSON whose trees are trees over its columns
 */
export function checkModel(bytes: Uint8Array): void {
  if (!(bytes instanceof Uint8Array))
    throw new ParzenError("INVALID_ARGUMENT", `model: takes a Uint8Array, got ${describe(bytes)}`)
  const { learner } = members(parse(bytes), "the document")
  const { gradient_booster: booster, learner_model_param: param } = members(learner, "learner")
  const shape = shapeOf(members(param, "learner_model_param"))
  const { name, model, gbtree, weight_drop: weightDrop } = members(booster, "gradient_booster")
  if (name === "gblinear") {
    checkLength(members(model, "model")["weights"], (shape.columns + 1) * shape.groups, "weights")
    return
  }
  if (name === "gbtree") checkForest(members(model, "model"), shape)
  else if (name === "dart") {
    const forest = members(members(gbtree, "gbtree")["model"], "model")
    checkForest(forest, shape)
    checkLength(weightDrop, list(forest["trees"], "trees").length, "weight_drop")
  } else throw broken(`has the booster ${describe(name)}, not gbtree, dart or gblinear`)
}

interface Shape {
  readonly columns: number
  readonly groups: number
}

function shapeOf(param: Members): Shape {
  const { num_feature: numFeature, num_class: numClass, num_target: numTarget = 1, base_score: baseScore } = param
  const columns = Number(numFeature)
  const groups = Math.max(1, Number(numClass), Number(numTarget))
  if (!isCount(columns) || !isCount(groups)) throw broken("has no number of columns and classes")
  // Since 3.1 a list, of one number for all classes or one for each.
  const scores = String(baseScore)
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map(Number)
  if (scores.some((score) => Number.isNaN(score)) || (scores.length !== 1 && scores.length !== groups))
    throw broken(`has the base_score ${describe(baseScore)} for ${groups} classes`)
  return { columns, groups }
}

function parse(bytes: Uint8Array): unknown {
  // A key of UBJ begins with the mark of its length, one of JSON with a quotation mark after white space, if any.
  if (bytes[0] !== 0x7b) throw broken("is neither JSON nor UBJ")
  if ("LlIiU}".includes(String.fromCharCode(bytes[1] ?? 0))) return readUbj(bytes)
  const text = new TextDecoder().decode(bytes)
  try {
    // XGBoost writes NaN and infinities as JavaScript does.
    return JSON.parse(text.replace(/([[,:])-?(?:NaN|Infinity|inf|nan)(?=[,\]}])/g, "$1null"))
  } catch (cause) {
    throw new ParzenError("INVALID_MODEL", `the model is no JSON: ${(cause as Error).message}`, { cause })
  }
}

function checkForest(model: Members, shape: Shape): void {
  const trees = list(model["trees"], "trees")
  const groups = list(model["tree_info"], "tree_info")
  checkLength(groups, trees.length, "tree_info")
  for (let i = 0; i < groups.length; i++)
    if (!isCount(Number(groups[i])) || Number(groups[i]) >= shape.groups)
      throw broken(`has tree ${i} for class ${describe(groups[i])} of ${shape.groups}`)
  const { iteration_indptr: begins, gbtree_model_param: param } = model
  const { num_trees: nTrees, num_parallel_tree: nParallel = 1 } = members(param, "gbtree_model_param")
  if (Number(nTrees) !== trees.length || !(Number(nParallel) >= 1))
    throw broken(`has ${trees.length} trees, not ${describe(nTrees)}`)
  if (begins !== undefined) checkBegins(list(begins, "iteration_indptr"), trees.length)
  for (let i = 0; i < trees.length; i++) {
    const tree = members(trees[i], `tree ${i}`)
    if (Number(tree["id"]) !== i) throw broken(`has tree ${describe(tree["id"])} in the place of ${i}`)
    checkTree(tree, shape.columns, `tree ${i}`)
  }
}

function checkBegins(begins: ArrayLike<unknown>, nTrees: number): void {
  let last = 0
  for (let i = 0; i < begins.length; i++) {
    const begin = Number(begins[i])
    if (!isCount(begin) || begin < last || (i === 0 && begin !== 0)) throw broken("has rounds that do not ascend")
    last = begin
  }
  if (last !== nTrees) throw broken(`has rounds of ${last} trees and ${nTrees} trees`)
}

/** XGBoost takes no more: beyond, 32-bit floats do not tell them apart. */
const MOST_CATEGORIES = 2 ** 24

const PER_NODE = [
  "left_children",
  "right_children",
  "parents",
  "split_indices",
  "split_conditions",
  "default_left",
  "sum_hessian",
  "loss_changes",
]

function checkTree(tree: Members, columns: number, name: string): void {
  const param = members(tree["tree_param"], `${name}'s tree_param`)
  const n = Number(param["num_nodes"])
  if (!isCount(n) || n === 0) throw broken(`has ${name} without nodes`)
  if (Number(param["num_feature"]) !== columns) throw broken(`has ${name} of ${describe(param["num_feature"])} columns`)
  const leafSize = Math.max(1, Number(param["size_leaf_vector"]))
  for (const field of PER_NODE) checkLength(tree[field], n, `${name}'s ${field}`)
  checkLength(tree["base_weights"], n * leafSize, `${name}'s base_weights`)
  if (tree["split_type"] !== undefined) checkLength(tree["split_type"], n, `${name}'s split_type`)
  checkCategories(tree, name)
  const left = list(tree["left_children"], name)
  const right = list(tree["right_children"], name)
  const splits = list(tree["split_indices"], name)
  const parents = list(tree["parents"], name)
  const isSeen = new Uint8Array(n)
  const open = [0]
  const leaves: number[] = []
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isSeen[node] === 1) throw broken(`has ${name}, in which node ${node} hangs on two`)
    isSeen[node] = 1
    const children = [Number(left[node]), Number(right[node])]
    if (children[0] === -1 && (children[1] === -1 || leafSize > 1)) {
      leaves.push(node)
      continue
    }
    if (children.some((child) => !isCount(child) || child >= n || Number(parents[child]) !== node))
      throw broken(`has ${name} of ${n} nodes with a child ${children}`)
    if (!isCount(Number(splits[node])) || Number(splits[node]) >= columns)
      throw broken(`has ${name}, which splits column ${describe(splits[node])} of ${columns}`)
    open.push(...children)
  }
  checkLeaves(tree, leafSize, leaves, name)
}

/** Nodes that split by categories, and no others, have a list of them: XGBoost goes through both in step. */
function checkCategories(tree: Members, name: string): void {
  const { categories, categories_nodes: nodes, categories_segments: begins, categories_sizes: sizes } = tree
  // Models of versions before categories have neither.
  if (nodes === undefined && tree["split_type"] === undefined) return
  const types = Array.from(list(tree["split_type"], `${name}'s split_type`), Number)
  const wanted = types.flatMap((type, node) => (type === 0 ? [] : [node]))
  const isFit =
    types.every((type) => type === 0 || type === 1) &&
    String(wanted) === String(Array.from(list(nodes, `${name}'s categories_nodes`)))
  if (!isFit) throw broken(`has ${name} with categories of other nodes than split by them`)
  checkLength(begins, wanted.length, `${name}'s categories_segments`)
  checkLength(sizes, wanted.length, `${name}'s categories_sizes`)
  const all = Array.from(list(categories, name), Number)
  for (let i = 0; i < wanted.length; i++) {
    const [begin, size] = [Number(list(begins, name)[i]), Number(list(sizes, name)[i])]
    if (!isCount(begin) || !isCount(size) || size === 0 || begin + size > all.length)
      throw broken(`has ${name} with categories that are not there`)
  }
  if (all.some((category) => !isCount(category) || category >= MOST_CATEGORIES))
    throw broken(`has ${name} with categories that are no numbers from 0`)
}

/** Of several targets each leaf has as many weights, and says where they stand. */
function checkLeaves(tree: Members, leafSize: number, leaves: readonly number[], name: string): void {
  const { leaf_weights: weights } = tree
  if (leafSize === 1) return
  const places = list(tree["right_children"], name)
  // Before version 3.1 they stood among the base_weights.
  if (weights === undefined && leaves.every((leaf) => Number(places[leaf]) === -1)) return
  checkLength(weights, leaves.length * leafSize, `${name}'s leaf_weights`)
  if (leaves.some((leaf) => !isCount(Number(places[leaf])) || Number(places[leaf]) >= leaves.length))
    throw broken(`has ${name} with a leaf without weights`)
}

type Members = Readonly<Record<string, unknown>>

function members(value: unknown, name: string): Members {
  if (typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value))
    return value as Members
  throw broken(`lacks ${name}`)
}

function list(value: unknown, name: string): ArrayLike<unknown> {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return value as unknown as ArrayLike<unknown>
  throw broken(`lacks the list ${name}`)
}

function checkLength(value: unknown, n: number, name: string): void {
  const { length } = list(value, name)
  if (length !== n) throw broken(`has ${length} ${name} for ${n}`)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function broken(how: string): ParzenError {
  return new ParzenError("INVALID_MODEL", `this is no model of XGBoost that can be loaded: it ${how}`)
}
