import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { parseStorageUrl } from "../src/storage-url.ts"

describe("a storage's URL in SQLAlchemy's form", () => {
  test.each([
    ["sqlite:///study.db", { dialect: "sqlite", database: "study.db" }],
    ["sqlite:////abs/study.db", { dialect: "sqlite", database: "/abs/study.db" }],
    ["sqlite:///C:\\data\\study.db", { dialect: "sqlite", database: "C:\\data\\study.db" }],
    ["sqlite+pysqlite:///a b.db", { dialect: "sqlite", database: "a b.db" }],
    ["sqlite://", { dialect: "sqlite", database: ":memory:" }],
    ["sqlite:///:memory:", { dialect: "sqlite", database: ":memory:" }],
    ["sqlite:///v{SCHEMA_VERSION}.db", { dialect: "sqlite", database: "v12.db" }],
    ["postgresql://host/db", { dialect: "postgresql", host: "host", port: undefined, user: undefined, database: "db" }],
    [
      "postgresql+psycopg2://u%40x:p%2F%3A%40@host:5433/db",
      { dialect: "postgresql", host: "host", port: 5433, user: "u@x", password: "p/:@", database: "db" },
    ],
    ["postgres://u@[::1]:5432/db", { dialect: "postgresql", host: "::1", user: "u", password: undefined }],
    ["postgresql:///db?host=/run/postgresql&user=u", { host: "/run/postgresql", user: "u", database: "db" }],
    ["postgresql://", { host: undefined, database: "" }],
    ["mysql+pymysql://u:p:w@h/db", { dialect: "mysql", user: "u", password: "p:w", host: "h", database: "db" }],
    ["mariadb://h/db", { dialect: "mysql", host: "h" }],
  ])("%s is understood", (url, expected) => {
    expect(parseStorageUrl(url)).toMatchObject(expected)
  })

  test.each([
    ["study.db", "dialect://"],
    ["oracle://h/db", "'oracle' is none of"],
    ["sqlite://study.db", "sqlite:///relative.db"],
    ["postgresql://u:%zz@h/db", "%25"],
    ["postgresql://u:p@ss@h/db", "%40"],
    [undefined, "got undefined"],
  ])("%s is refused, and says why", (url, reason) => {
    expect(() => parseStorageUrl(url)).toThrow(reason)
  })

  test("comes back with any user and password that are percent-encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.string({ unit: "grapheme" }), (user, password) => {
        const url = `mysql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@host:1/db`
        expect(parseStorageUrl(url)).toMatchObject({ user, password, host: "host", port: 1, database: "db" })
      }),
    )
  })

  test("that cannot be taken apart is not in the error: it may hold a password", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseStorageUrl(`mysql://user:s3cret${text}`)
        } catch (error) {
          expect(String(error)).not.toContain("s3cret")
        }
      }),
    )
  })
})
