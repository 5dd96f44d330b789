// Who may get at a store from outside: ACLs, resource policies and what blocks them.
import type { AppGraph } from "../graph/app-graph.ts";
import { actionInfo } from "../iam/service-data.ts";
import type { MapNode, OwnedStatement } from "../model/app-map.ts";
import { itemsOf, property, textOf, type Value } from "../model/value.ts";
import { isOn } from "./settings/read.ts";

/** Condition keys that narrow a statement to callers the owner knows. Referer and user agent are chosen by the caller. */
const NARROWING =
  /^(kms:calleraccount|s3:dataaccesspointaccount|s3:resourceaccount|aws:(sourceowner|sourceip|vpcsourceip|sourcevpc|sourcevpce|sourcearn|sourceaccount|sourceorgid|sourceorgpaths|principalorgid|principalorgpaths|principalaccount|principalarn|principaltag\/.*|calledvia.*|userid|username)|elasticfilesystem:(accessedviamounttarget|accesspointarn))$/i;

/** True when the public access block of the bucket has the setting on. */
export function blocks(store: MapNode, setting: string): boolean {
  const value = property(store.properties["publicAccessBlock"], setting);
  return value !== undefined && isOn(value) === "yes";
}

/** `Allow` statements of the store's own policy that hold for everybody, as far as nothing blocks them. */
export function publicStatements(graph: AppGraph, store: MapNode): readonly OwnedStatement[] {
  if (blocks(store, "RestrictPublicBuckets") || blocks(store, "BlockPublicPolicy")) return [];
  return graph
    .statementsOf(store.id, "resource")
    .filter(
      ({ effect, principals, conditions }) =>
        effect === "Allow" && principals.some((principal) => textOf(principal) === "*") && !isNarrowed(conditions),
    );
}

/** True when every action only reads; false for none, which stands for everything but the exceptions. */
export function onlyReads({ actions }: OwnedStatement): boolean {
  return actions.length > 0 && actions.every((action) => isReading(textOf(action) ?? ""));
}

function isReading(action: string): boolean {
  const level = actionInfo(action)?.level;
  return level === undefined ? /:(Get|List|Describe|Head)/i.test(action) : level === "read" || level === "list";
}

/** Anyone may put objects into the bucket, or records into the store. */
export function isPubliclyWritable(graph: AppGraph, store: MapNode): boolean {
  const acl = textOf(store.properties["accessControl"]);
  if (acl === "PublicReadWrite" && !blocks(store, "IgnorePublicAcls") && !blocks(store, "BlockPublicAcls")) return true;
  return publicStatements(graph, store).some((statement) => !onlyReads(statement));
}

/** True when a condition names callers that the owner knows. `aws:SecureTransport` and the like do not. */
export function isNarrowed(conditions: Value | undefined): boolean {
  if (conditions?.kind !== "map") return conditions !== undefined && conditions.kind !== "null";
  return conditions.entries.some(
    ({ key: operator, value }) =>
      value.kind === "map" &&
      value.entries.some(({ key, value: wanted }) => NARROWING.test(key) && !isEverything(operator, wanted)),
  );
}

function isEverything(operator: string, wanted: Value): boolean {
  if (/^(not|.*notequals|.*notlike|notip)/i.test(operator) && !/^notipaddress$/i.test(operator)) return false;
  return itemsOf(wanted).some((item) => ["*", "0.0.0.0/0", "::/0"].includes(textOf(item) ?? ""));
}

/** Keys of all conditions, in lower case. */
export function conditionKeys(conditions: Value | undefined): readonly string[] {
  if (conditions?.kind !== "map") return [];
  return conditions.entries.flatMap(({ value }) =>
    value.kind === "map" ? value.entries.map(({ key }) => key.toLowerCase()) : [],
  );
}
