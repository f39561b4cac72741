export { exp } from "./exp.ts"
export { log } from "./log.ts"
export { pairwiseSum } from "./pairwise-sum.ts"
