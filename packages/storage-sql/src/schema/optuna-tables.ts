import type { Dialect } from "./tables.ts"

/** A table of Optuna's schema 12 (`optuna/storages/_rdb/models.py`, version 5.0.0). */
interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly primaryKey: string
  readonly unique?: readonly string[]
  readonly foreignKey?: string
  readonly check?: string
}

type Column = readonly [name: string, kind: Kind | EnumName, isNullable?: "nullable"]

type Kind = "id" | "int" | "name" | "version" | "revision" | "text" | "float" | "time"

const ENUMS = {
  studydirection: ["NOT_SET", "MINIMIZE", "MAXIMIZE"],
  trialstate: ["RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"],
  trialvaluetype: ["FINITE", "INF_POS", "INF_NEG"],
  trialintermediatevaluetype: ["FINITE", "INF_POS", "INF_NEG", "NAN"],
} as const

type EnumName = keyof typeof ENUMS

const TABLES: readonly Table[] = [
  {
    name: "studies",
    columns: [
      ["study_id", "id"],
      ["study_name", "name"],
    ],
    primaryKey: "study_id",
  },
  {
    name: "version_info",
    columns: [
      ["version_info_id", "int"],
      ["schema_version", "int", "nullable"],
      ["library_version", "version", "nullable"],
    ],
    primaryKey: "version_info_id",
    check: "version_info_id=1",
  },
  {
    name: "study_directions",
    columns: [
      ["study_direction_id", "id"],
      ["direction", "studydirection"],
      ["study_id", "int"],
      ["objective", "int"],
    ],
    primaryKey: "study_direction_id",
    unique: ["study_id", "objective"],
    foreignKey: "study_id",
  },
  attributes("study", "user"),
  attributes("study", "system"),
  {
    name: "trials",
    columns: [
      ["trial_id", "id"],
      ["number", "int", "nullable"],
      ["study_id", "int", "nullable"],
      ["state", "trialstate"],
      ["datetime_start", "time", "nullable"],
      ["datetime_complete", "time", "nullable"],
    ],
    primaryKey: "trial_id",
    foreignKey: "study_id",
  },
  attributes("trial", "user"),
  attributes("trial", "system"),
  {
    name: "trial_params",
    columns: [
      ["param_id", "id"],
      ["trial_id", "int", "nullable"],
      ["param_name", "name", "nullable"],
      ["param_value", "float", "nullable"],
      ["distribution_json", "text", "nullable"],
    ],
    primaryKey: "param_id",
    unique: ["trial_id", "param_name"],
    foreignKey: "trial_id",
  },
  {
    name: "trial_values",
    columns: [
      ["trial_value_id", "id"],
      ["trial_id", "int"],
      ["objective", "int"],
      ["value", "float", "nullable"],
      ["value_type", "trialvaluetype"],
    ],
    primaryKey: "trial_value_id",
    unique: ["trial_id", "objective"],
    foreignKey: "trial_id",
  },
  {
    name: "trial_intermediate_values",
    columns: [
      ["trial_intermediate_value_id", "id"],
      ["trial_id", "int"],
      ["step", "int"],
      ["intermediate_value", "float", "nullable"],
      ["intermediate_value_type", "trialintermediatevaluetype"],
    ],
    primaryKey: "trial_intermediate_value_id",
    unique: ["trial_id", "step"],
    foreignKey: "trial_id",
  },
  {
    name: "trial_heartbeats",
    columns: [
      ["trial_heartbeat_id", "id"],
      ["trial_id", "int"],
      ["heartbeat", "time"],
    ],
    primaryKey: "trial_heartbeat_id",
    unique: ["trial_id"],
    foreignKey: "trial_id",
  },
]

const INDEXES: readonly string[] = [
  "CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name)",
  "CREATE INDEX ix_trials_study_id ON trials (study_id)",
]

function attributes(owner: "study" | "trial", kind: "user" | "system"): Table {
  return {
    name: `${owner}_${kind}_attributes`,
    columns: [
      [`${owner}_${kind}_attribute_id`, "id"],
      [`${owner}_id`, "int", "nullable"],
      ["key", "name", "nullable"],
      ["value_json", "text", "nullable"],
    ],
    primaryKey: `${owner}_${kind}_attribute_id`,
    unique: [`${owner}_id`, "key"],
    foreignKey: `${owner}_id`,
  }
}

/** The statements that make Optuna's tables, as SQLAlchemy and Alembic make them there. */
export function optunaTables(dialect: Dialect): string[] {
  const alembic = "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)"
  return [
    ...(dialect === "postgresql" ? Object.keys(ENUMS).map((name) => createType(name as EnumName)) : []),
    ...TABLES.map((table) => createTable(table, dialect)),
    ...INDEXES,
    `CREATE TABLE alembic_version (${column(["version_num", "revision"], dialect)}, ${alembic})${suffix(dialect)}`,
  ]
}

function createTable({ name, columns, primaryKey, unique, foreignKey, check }: Table, dialect: Dialect): string {
  const parts = columns.map((each) => column(each, dialect))
  parts.push(`PRIMARY KEY (${primaryKey})`)
  if (unique !== undefined) parts.push(`UNIQUE (${unique.map((each) => quoted(each, dialect)).join(", ")})`)
  if (foreignKey !== undefined) {
    parts.push(
      `FOREIGN KEY(${foreignKey}) REFERENCES ${foreignKey === "study_id" ? "studies" : "trials"} (${foreignKey})`,
    )
  }
  if (check !== undefined) parts.push(`CHECK (${check})`)
  return `CREATE TABLE ${name} (\n\t${parts.join(", \n\t")}\n)${suffix(dialect)}`
}

function column([name, kind, isNullable]: Column, dialect: Dialect): string {
  return `${quoted(name, dialect)} ${typeOf(kind, dialect)}${isNullable || isSerial(kind, dialect) ? "" : " NOT NULL"}`
}

function isSerial(kind: Kind | EnumName, dialect: Dialect): boolean {
  return kind === "id" && dialect === "postgresql"
}

function typeOf(kind: Kind | EnumName, dialect: Dialect): string {
  switch (kind) {
    case "id":
      return { sqlite: "INTEGER", postgresql: "SERIAL NOT NULL", mysql: "INTEGER AUTO_INCREMENT" }[dialect]
    case "int":
      return "INTEGER"
    case "name":
      return "VARCHAR(512)"
    case "version":
      return "VARCHAR(256)"
    case "revision":
      return "VARCHAR(32)"
    case "text":
      return "TEXT"
    case "float":
      return dialect === "sqlite" ? "FLOAT" : "FLOAT(53)"
    case "time":
      return dialect === "postgresql" ? "TIMESTAMP WITHOUT TIME ZONE" : "DATETIME"
    default: {
      const labels: readonly string[] = ENUMS[kind]
      if (dialect === "postgresql") return kind
      if (dialect === "mysql") return `ENUM(${labels.map((label) => `'${label}'`).join(",")})`
      return `VARCHAR(${Math.max(...labels.map(({ length }) => length))})`
    }
  }
}

function createType(name: EnumName): string {
  return `CREATE TYPE ${name} AS ENUM (${ENUMS[name].map((label) => `'${label}'`).join(", ")})`
}

/** `key` is a word of SQL in MySQL and SQLite. */
function quoted(name: string, dialect: Dialect): string {
  if (name !== "key") return name
  return dialect === "mysql" ? "`key`" : '"key"'
}

/** Names are told apart by their case and accents, and take every character, whatever the database's default is. */
function suffix(dialect: Dialect): string {
  return dialect === "mysql" ? " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : ""
}
