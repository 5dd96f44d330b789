// What a template says about the data of a resource: its names, the columns and attributes of its schema, its tags, its type.
import type { MapNode, MapSetting } from "../model/app-map.ts";
import type { DataKind } from "../model/configuration.ts";
import { dataInFieldName, dataInResourceName, dataInTag } from "../model/data-words.ts";
import type { SourceRange } from "../model/range.ts";
import type { DataEvidence, EvidenceSource } from "../model/sensitivity.ts";
import { plainText, property, textOf, type Value } from "../model/value.ts";

/** `none`: its owner says by a tag that there is nothing to protect. */
export interface DeclaredData {
  readonly evidence: readonly DataEvidence[];
  readonly isHarmless: boolean;
}

/**
 * Where types name fields: paths from the properties, `*` for every item. Source: CloudFormation resource reference.
 */
const SCHEMAS: Readonly<Record<string, readonly string[]>> = {
  "AWS::Cassandra::Table": [
    "PartitionKeyColumns.*.ColumnName",
    "ClusteringKeyColumns.*.Column.ColumnName",
    "RegularColumns.*.ColumnName",
  ],
  "AWS::Cognito::UserPool": ["Schema.*.Name"],
  "AWS::DynamoDB::GlobalTable": [
    "AttributeDefinitions.*.AttributeName",
    "GlobalSecondaryIndexes.*.Projection.NonKeyAttributes.*",
  ],
  "AWS::DynamoDB::Table": [
    "AttributeDefinitions.*.AttributeName",
    "GlobalSecondaryIndexes.*.Projection.NonKeyAttributes.*",
    "LocalSecondaryIndexes.*.Projection.NonKeyAttributes.*",
  ],
  "AWS::Glue::Table": ["TableInput.StorageDescriptor.Columns.*.Name", "TableInput.PartitionKeys.*.Name"],
  "AWS::Redshift::Cluster": [],
  "AWS::SecretsManager::Secret": ["GenerateSecretString.GenerateStringKey"],
  "AWS::Serverless::SimpleTable": ["PrimaryKey.Name"],
  "AWS::Timestream::Table": ["Schema.CompositePartitionKey.*.Name"],
};

/** Services whose nodes hold one kind of data by what they are for. */
const BY_SERVICE: Readonly<Record<string, readonly DataKind[]>> = {
  cognito: ["credentials", "personal"],
  secretsmanager: ["credentials"],
};

export function declaredData(node: MapNode, settings: readonly MapSetting[]): DeclaredData {
  const evidence: DataEvidence[] = [];
  const tags = tagsOf(node);
  const isHarmless = tags.some(({ key, value }) => dataInTag(key, value) === "none");
  for (const { key, value, at } of tags) {
    const words = dataInTag(key, value);
    if (words === "none") continue;
    for (const { data, word, confidence } of words) {
      evidence.push({ data, by: "tag", word, foundIn: `${key}: ${value}`, at, confidence });
    }
  }
  if (isHarmless) return { evidence, isHarmless };
  evidence.push(...typeEvidence(node));
  evidence.push(...fields(node.type, node.effective ?? node.body));
  for (const { type, body } of settings) evidence.push(...fields(type, body));
  for (const { text, at } of namesOf(node)) {
    for (const { data, word, confidence } of dataInResourceName(text)) {
      // Parameters called after a table hold its name or address.
      if (node.kind === "secret" && data !== "credentials") continue;
      evidence.push({ data, by: "name", word, foundIn: text, at, confidence });
    }
  }
  // Readers of other formats leave the key's names as a list.
  for (const { text, at } of texts(node.properties["keys"])) evidence.push(...fieldEvidence(text, "schema", at));
  return { evidence, isHarmless };
}

/** What the name of a field in a schema or in code says. */
export function fieldEvidence(name: string, by: EvidenceSource, at: SourceRange): readonly DataEvidence[] {
  return dataInFieldName(name).map(({ data, word, confidence }) => ({ data, by, word, foundIn: name, at, confidence }));
}

function typeEvidence(node: MapNode): readonly DataEvidence[] {
  const { service, properties, nameAt: at } = node;
  const isPool = service !== "cognito" || textOf(properties["identityType"]) === "user-pool";
  const isSecure = service === "ssm" && textOf(properties["secretType"]) === "SecureString";
  const kinds = isSecure ? (["credentials"] as const) : isPool ? (BY_SERVICE[service] ?? []) : [];
  return kinds.map((data) => ({
    data,
    by: "type",
    word: service,
    foundIn: node.type || service,
    at,
    confidence: "high",
  }));
}

/** Logical and physical name, without what is put in for references: `images-${AWS::AccountId}` speaks of images. */
function namesOf(node: MapNode): readonly { readonly text: string; readonly at: SourceRange }[] {
  return [{ text: node.name, at: node.nameAt }, ...texts(node.properties["physicalName"])];
}

function texts(value: Value | undefined): readonly { readonly text: string; readonly at: SourceRange }[] {
  switch (value?.kind) {
    case "text":
      return [{ text: value.value.replace(/\$\{[^}]*\}/g, " "), at: value.at }];
    case "join": {
      const text = value.parts.map((part) => textOf(part) ?? " ").join("");
      return [{ text: text.replace(/\$\{[^}]*\}/g, " "), at: value.at }];
    }
    case "list":
      return value.items.flatMap(texts);
    case "choice":
      return value.options.flatMap(texts);
    default:
      return [];
  }
}

function fields(type: string, body: Value | undefined): readonly DataEvidence[] {
  const named = (SCHEMAS[type] ?? []).flatMap((path) => at(body, path.split(".")));
  return [...named.flatMap(({ text, at }) => fieldEvidence(text, "schema", at)), ...statements(body, 0)];
}

function at(value: Value | undefined, [step, ...rest]: readonly string[]): ReturnType<typeof texts> {
  if (value?.kind === "choice")
    return value.options.flatMap((option) => at(option, [...(step ? [step] : []), ...rest]));
  if (step === undefined) return texts(value);
  if (step !== "*") return at(property(value, step), rest);
  return value?.kind === "list" ? value.items.flatMap((item) => at(item, rest)) : [];
}

const MAX_DEPTH = 6;

/** Columns of `CREATE TABLE` statements that a template holds. */
function statements(value: Value | undefined, depth: number): readonly DataEvidence[] {
  if (value === undefined || depth > MAX_DEPTH) return [];
  if (value.kind === "map") return value.entries.flatMap((entry) => statements(entry.value, depth + 1));
  if (value.kind === "list") return value.items.flatMap((item) => statements(item, depth + 1));
  const [written] = value.kind === "text" || value.kind === "join" ? texts(value) : [];
  const columns = /\bcreate\s+(?:external\s+)?table\b[^(]*\(([^;]*)/i.exec(written?.text ?? "")?.[1];
  if (!written || columns === undefined) return [];
  return [...columns.matchAll(/(?:^|,)\s*["'`[]?([a-z_]\w*)/gi)].flatMap(([, name = ""]) =>
    fieldEvidence(name, "schema", written.at),
  );
}

/** Lists of keys and values, or a map as SAM and Serverless write it. */
function tagsOf(node: MapNode): readonly { readonly key: string; readonly value: string; readonly at: SourceRange }[] {
  const written = node.effective ?? node.body;
  const tags = property(written, "Tags") ?? property(written, "UserPoolTags") ?? property(written, "tags");
  if (tags?.kind === "map") {
    return tags.entries.flatMap(({ key, value, at }) => {
      const text = plainText(value);
      return text === undefined ? [] : [{ key, value: text, at }];
    });
  }
  if (tags?.kind !== "list") return [];
  return tags.items.flatMap((item) => {
    const [key, value] = [plainText(property(item, "Key")), plainText(property(item, "Value"))];
    return key === undefined || value === undefined ? [] : [{ key, value, at: item.at }];
  });
}
