// Parameters of AWS operations that are interpreted. Sources: API references of the services named; names are the same in every SDK.
import type { AwsSink } from "./schema.ts";

const runsSql = "runs it as SQL";

export const AWS_SINKS: readonly AwsSink[] = [
  {
    services: ["rdsdata", "redshiftdata"],
    operations: ["executestatement", "batchexecutestatement", "executesql"],
    parameters: ["sql", "Sql", "Sqls.*", "sqlStatements"],
    kind: "text",
    class: "sql",
    effect: runsSql,
  },
  {
    services: ["athena"],
    operations: ["startqueryexecution", "createpreparedstatement"],
    parameters: ["QueryString", "QueryStatement"],
    kind: "text",
    class: "sql",
    effect: runsSql,
  },
  {
    services: ["timestreamquery"],
    operations: ["query"],
    parameters: ["QueryString"],
    kind: "text",
    class: "sql",
    effect: runsSql,
  },
];
