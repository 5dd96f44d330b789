// Roles that SAM makes for an AWS::Serverless::GraphQLApi: one for each data source that names none, and one to write its log.
// Source: AWS SAM Developer Guide, "AWS::Serverless::GraphQLApi" (DataSources, Logging); names as the SAM translator makes them.
import type { Value } from "../../model/value.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { joinValues, textValue } from "../make-values.ts";
import { addMadeRole, addTrust } from "../made-role.ts";
import { addManagedPolicyName } from "../policies/managed.ts";
import type { Resource } from "../resource.ts";
import { dig, elements, entriesOf, firstOf, word } from "../walk-values.ts";
import { connectEnds } from "./connectors.ts";
import { mayBeMade } from "./made-channels.ts";

export const DATA_SOURCES = ["Lambda", "DynamoDb"] as const;
export type DataSourceService = (typeof DATA_SOURCES)[number];

interface Behind {
  readonly roleEnding: string;
  readonly type: string;
  readonly arn: (settings: Value) => Value | undefined;
  readonly permissions: readonly string[];
}

const BEHIND: Readonly<Record<DataSourceService, Behind>> = {
  Lambda: {
    roleEnding: "LambdaDataSourceRole",
    type: "AWS::Lambda::Function",
    arn: (settings) => dig(settings, "FunctionArn"),
    permissions: ["Write"],
  },
  DynamoDb: {
    roleEnding: "DynamoDBDataSourceRole",
    type: "AWS::DynamoDB::Table",
    arn: tableArn,
    permissions: ["Read", "Write"],
  },
};

export function addGraphqlRoles(builder: FragmentBuilder, api: Resource): void {
  for (const service of DATA_SOURCES) {
    for (const { key, keyAt, value, at } of entriesOf(dig(api.properties, `DataSources.${service}`))) {
      const id = madeRole(builder, api, service, key, value);
      if (id === undefined) continue;
      const { type, arn, permissions } = BEHIND[service];
      makeRole(builder, api, { logicalId: roleName(api, service, key), at, nameAt: keyAt });
      const written = elements(dig(value, "Permissions"));
      connectEnds(
        builder,
        { type: "AWS::AppSync::DataSource", arn: undefined, name: undefined, role: id },
        { type, arn: arn(value), name: undefined, role: undefined },
        written.length > 0 ? written : permissions.map((permission) => textValue(permission, keyAt)),
      );
    }
  }
  addLogRole(builder, api);
}

/** The id of the role that SAM makes for a data source; undefined where the template names one. */
export function madeRole(
  builder: FragmentBuilder,
  api: Resource,
  service: DataSourceService,
  source: string,
  settings: Value,
): string | undefined {
  const isMade = mayBeMade(dig(settings, "ServiceRoleArn"));
  return isMade ? builder.idOf(roleName(api, service, source)) : undefined;
}

function roleName({ logicalId }: Resource, service: DataSourceService, source: string): string {
  return `${logicalId}${source}${BEHIND[service].roleEnding}`;
}

export function tableOf(settings: Value): Value | undefined {
  return firstOf(settings, "TableName", "TableArn");
}

function tableArn(settings: Value): Value | undefined {
  const arn = dig(settings, "TableArn");
  const name = dig(settings, "TableName");
  return arn ?? (name && joinValues([textValue("arn:*:dynamodb:*:*:table/", name.at), name], name.at));
}

/** Logging is on by default. */
function addLogRole(builder: FragmentBuilder, api: Resource): void {
  const { id: from, logicalId, properties, at, nameAt } = api;
  const logging = dig(properties, "Logging");
  if (word(logging) === "false") return;
  const role = dig(logging, "CloudWatchLogsRoleArn");
  const edge = { from, kind: "runs-as" as const, at: role?.at ?? nameAt, label: "Logging" };
  builder.addEdge({ ...edge, to: { value: role, kind: "role", service: "iam" } });
  if (!mayBeMade(role)) return;
  const made = makeRole(builder, api, { logicalId: `${logicalId}CloudWatchRole`, at, nameAt });
  builder.addEdge({ ...edge, to: made });
  addManagedPolicyName(builder, "AWSAppSyncPushToCloudWatchLogs", made, nameAt);
}

function makeRole(
  builder: FragmentBuilder,
  { condition }: Resource,
  role: Pick<Resource, "logicalId" | "at" | "nameAt">,
): string {
  const id = addMadeRole(builder, { ...role, ...(condition !== undefined && { condition }) });
  addTrust(builder, id, ["appsync.amazonaws.com"], role.nameAt, "appsync.amazonaws.com runs it");
  return id;
}
