import type { LightGBMParams } from "./params.ts"
import { mainName } from "./resolve-params.ts"

/** `params`, and of `defaults`, which have main names, those that they do not give, by an alias neither. */
export function withDefaults(params: LightGBMParams, defaults: LightGBMParams): LightGBMParams {
  const given = new Set(Object.keys(params).map(mainName))
  return { ...Object.fromEntries(Object.entries(defaults).filter(([name]) => !given.has(name))), ...params }
}
