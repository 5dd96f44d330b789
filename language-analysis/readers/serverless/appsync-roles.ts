// Roles of the data sources of serverless-appsync-plugin: one for each that names none, with the statements that it is given or
// those of its type. Source: the plugin's documentation, "Data Sources" (serviceRoleArn, iamRoleStatements).
import type { Value } from "../../model/value.ts";
import { lookup } from "../lookup.ts";
import { addMadeRole, addTrust } from "../made-role.ts";
import { joinValues, nodeReference, textValue } from "../make-values.ts";
import { addImpliedStatement, addPolicyDocument } from "../policies/documents.ts";
import { dig, elements, firstOf, word } from "../walk-values.ts";
import type { Service } from "./service.ts";

interface Grant {
  readonly actions: readonly string[];
  /** The setting that names what the actions are for, and what comes before and after it. */
  readonly on: string;
  readonly before?: string;
  readonly after: readonly string[];
}

const SEARCH: Grant = {
  actions: ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut", "es:ESHttpPatch"],
  on: "domain",
  after: ["/*"],
};

/** By type. A function is granted where it is known which one it is. */
const GRANTS: Readonly<Record<string, readonly Grant[]>> = {
  AMAZON_DYNAMODB: [
    {
      actions: [
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
        "dynamodb:BatchGetItem",
        "dynamodb:BatchWriteItem",
        "dynamodb:ConditionCheckItem",
      ],
      on: "tableName",
      before: "arn:*:dynamodb:*:*:table/",
      after: ["", "/*"],
    },
  ],
  RELATIONAL_DATABASE: [
    {
      actions: [
        "rds-data:DeleteItems",
        "rds-data:ExecuteSql",
        "rds-data:ExecuteStatement",
        "rds-data:GetItems",
        "rds-data:InsertItems",
        "rds-data:UpdateItems",
      ],
      on: "dbClusterIdentifier",
      before: "arn:*:rds:*:*:cluster:",
      after: ["", ":*"],
    },
    { actions: ["secretsmanager:GetSecretValue"], on: "awsSecretStoreArn", after: ["", ":*"] },
  ],
  AMAZON_OPENSEARCH_SERVICE: [SEARCH],
  AMAZON_ELASTICSEARCH: [SEARCH],
  AMAZON_EVENTBRIDGE: [{ actions: ["events:PutEvents"], on: "eventBusArn", after: [""] }],
};

/** The role that a data source names, or the one that the plugin makes for it; undefined for one that needs none. */
export function sourceRole(
  service: Service,
  name: string,
  source: Value,
  lambda: Value | undefined,
): Value | undefined {
  const { builder } = service;
  const config = dig(source, "config");
  const role = firstOf(config, "serviceRoleArn") ?? dig(source, "serviceRoleArn");
  if (role) return role;
  const { at } = source;
  const id = builder.idOf(`GraphQlDs${name.replace(/[^A-Za-z0-9]/g, "")}Role`);
  const own = dig(config, "iamRoleStatements");
  const grants = lookup(GRANTS, word(dig(source, "type"))) ?? [];
  const isGranted = elements(own).length > 0 || lambda !== undefined || grants.some(({ on }) => dig(config, on));
  if (!isGranted) return undefined;
  if (builder.node(id)) return nodeReference(id, at);
  addMadeRole(builder, { logicalId: id.slice(id.indexOf("#") + 1), at, nameAt: at });
  addTrust(builder, id, ["appsync.amazonaws.com"], at, "AppSync calls the data source");
  if (own) addPolicyDocument(builder, own, id, "identity");
  else {
    const grant = (actions: readonly string[], value: Value, after: readonly string[], before = ""): void => {
      const resources = after.map((ending) =>
        joinValues([textValue(before, value.at), value, textValue(ending, value.at)], value.at),
      );
      addImpliedStatement(builder, id, "data source", value.at, actions, resources);
    };
    if (lambda) grant(["lambda:InvokeFunction"], lambda, ["", ":*"]);
    for (const { actions, on, before, after } of grants) {
      const value = dig(config, on);
      // A search domain is named by its logical id.
      const named =
        on === "domain" && value?.kind === "text" ? nodeReference(builder.idOf(value.value), value.at) : value;
      if (named) grant(actions, named, after, before);
    }
  }
  return nodeReference(id, at);
}
