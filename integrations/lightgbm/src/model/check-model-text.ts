import { describe, isParzenError, ParzenError } from "@parzen/core"
import type { Fields } from "./fields-of.ts"
import { count, fieldsOf } from "./fields-of.ts"
import { checkTree } from "./check-tree.ts"

/**
 * Reads a model before the library does, which would end the process over numbers that point nowhere.
 * @throws INVALID_MODEL for a text that LightGBM has not written, or that was damaged since
 */
export function checkModelText(text: string): void {
  if (typeof text !== "string" || !/^tree\r?\nversion=/.test(text)) {
    const start = typeof text === "string" ? describe(text.slice(0, 30)) : describe(text)
    throw new ParzenError("INVALID_MODEL", `the text is no model of LightGBM: it begins with ${start}`)
  }
  const end = text.search(/^end of trees\r?$/m)
  if (end < 0) throw new ParzenError("INVALID_MODEL", "the text is no model of LightGBM: it is cut short")
  const [header = "", ...trees] = text.slice(0, end).split(/^Tree=\d+\r?$/m)
  const nFeatures = checkHeader(fieldsOf(header), trees.length)
  for (const [i, tree] of trees.entries()) {
    try {
      checkTree(fieldsOf(tree), nFeatures)
    } catch (error) {
      if (!isParzenError(error)) throw error
      throw new ParzenError("INVALID_MODEL", `the text is no model of LightGBM: tree ${i}: ${error.message}`)
    }
  }
}

/** What the values of a column are: nothing of use, a range, or categories. */
const INFO = /^(none|\[[^\s:[\]]+:[^\s:[\]]+\]|-?\d+(:-?\d+)*)$/

/** Answers how many columns there are. */
function checkHeader(fields: Fields, nTrees: number): number {
  const nFeatures = count(fields, "max_feature_idx", 0) + 1
  const nClasses = count(fields, "num_class", 1)
  const nPerRound = count(fields, "num_tree_per_iteration", 1)
  const words = (name: string): string[] => (fields.get(name) ?? "").split(/\s+/).filter((word) => word !== "")
  const [names, infos] = [words("feature_names"), words("feature_infos")]
  const ofObjective = /\bnum_class:(\S+)/.exec(fields.get("objective") ?? "")?.[1]
  const faults = [
    names.length !== nFeatures && `${names.length} names for ${nFeatures} columns`,
    nPerRound !== nClasses && `${nPerRound} trees in a round for ${nClasses} classes`,
    nTrees % nPerRound !== 0 && `${nTrees} trees in rounds of ${nPerRound}`,
    ofObjective !== undefined && ofObjective !== String(nClasses) && `an objective of ${ofObjective} classes`,
    (infos.length !== nFeatures || !infos.every((info) => INFO.test(info))) && "columns without their ranges",
  ].filter((fault) => fault !== false)
  if (faults.length > 0)
    throw new ParzenError("INVALID_MODEL", `the text is no model of LightGBM: it has ${faults.join(", ")}`)
  return nFeatures
}
