import { describe, expect, test } from "vitest"
import { chiSquaredQuantile } from "../../src/math/chi-squared.ts"
import { relativeError } from "./recorded.ts"

describe("chiSquaredQuantile", () => {
  // scipy 1.17.1, stats.chi2.ppf(q, df=1); 3.841 and 6.635 are in every table.
  test.each([
    [0, 0],
    [2e-10, 6.2831853071796e-20],
    [1e-9, 1.5707963267948974e-18],
    [0.001, 1.5707971492624921e-6],
    [0.1, 0.01579077409343122],
    [0.5, 0.454936423119572],
    [0.84999, 2.072149165813392],
    [0.850001, 2.072261025244692],
    [0.95, 3.841458820694124],
    [0.99, 6.6348966010212145],
    [0.999999, 23.92812697687947],
    [1 - 2e-10, 40.46665791493639],
    [1 - 2 ** -53, 68.7632522116684],
  ])("at %d is %d", (q, x) => {
    expect(relativeError(chiSquaredQuantile(q), x)).toBeLessThan(1e-12)
  })
})
