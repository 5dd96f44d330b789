import type { AppGraph } from "../../graph/app-graph.ts";
import { sub } from "../../graph/edit-text.ts";
import { replaceValue, setProperty } from "../../graph/edits.ts";
import { valueText } from "../../graph/value-text.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix, Severity, TextEdit } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { blocks, onlyReads, publicStatements } from "../public-access.ts";
import { DATABASE_PORTS } from "../facts/ports.ts";
import { defineRule, type Hit } from "../rule.ts";
import { openPorts } from "../settings/open-ports.ts";
import { settingHits } from "../settings/table.ts";
import { sensitivityReason } from "../severity.ts";
import { PUBLIC_ADDRESS_ROWS } from "./public-address-table.ts";
import { publicObjectHits } from "./public-object-in-code.ts";
import { SNIPPETS } from "./public-store-snippets.ts";

/** Canned ACLs that grant to everybody, and to every AWS account. Source: Amazon S3 User Guide, "Canned ACL". */
const PUBLIC_ACLS: ReadonlyMap<string, Message> = new Map([
  ["PublicRead", say("everybody may list and read it")],
  ["PublicReadWrite", say("everybody may read, write and delete in it")],
  ["AuthenticatedRead", say("every AWS account may list and read it")],
]);

export const publicStore = defineRule({
  id: "SAS-3/public-store",
  title: "Data store open to everybody",
  severity: "critical",
  why: "Functions keep their state in cloud storage; a store that is open to the internet or to all accounts is a door beside every check the functions make.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  mitigation:
    "Keep the store private, turn on the public access block, and hand out data through the functions, CloudFront or presigned URLs.",
  snippets: SNIPPETS,
  *check(context) {
    const { graph } = context;
    for (const store of graph.nodes("store")) {
      yield* aclHits(graph, store);
      yield* policyHits(graph, store);
    }
    yield* settingHits(graph, PUBLIC_ADDRESS_ROWS);
    yield* openPortHits(graph);
    yield* publicObjectHits(context);
  },
});

function* aclHits(graph: AppGraph, store: MapNode): Iterable<Hit> {
  const acl = store.properties["accessControl"];
  if (!acl || blocks(store, "IgnorePublicAcls") || blocks(store, "BlockPublicAcls")) return;
  for (const option of acl.kind === "choice" ? acl.options : [acl]) {
    const meaning = PUBLIC_ACLS.get(textOf(option) ?? "");
    if (meaning) {
      const isCertain = acl.kind === "text" && option.assumed === undefined;
      yield {
        on: store.id,
        at: option.at,
        key: "accessControl",
        confidence: isCertain ? "high" : "medium",
        message: say(`The bucket {0} has the ACL {1}: ${meaning.template}.`, store.name, textOf(option) ?? ""),
        severity: isWebsite(store) && textOf(option) === "PublicRead" ? "low" : "critical",
        reasons: contextOf(graph, store),
        fixes: closeAclFixes(store, acl),
      };
    } else if (option.kind !== "text") {
      yield {
        on: store.id,
        at: option.at,
        key: "accessControl",
        confidence: "low",
        severity: "medium",
        message: say("Whether the bucket {0} is public is not known: {1}.", store.name, unknownReason(option)),
      };
    }
  }
}

function unknownReason(value: Value): string {
  return value.kind === "unresolved" ? value.reason : `it is ${valueText(value)}`;
}

function closeAclFixes(store: MapNode, acl: Value): Fix[] {
  if (acl.kind !== "text") return [];
  const edits = [...replaceValue(acl.at, "Private"), ...blockPublicAccess(store)];
  return [{ title: say("Make {0} private and block public access", store.name), edits, isPreferred: true }];
}

/** Edits that turn on the public access block; none when the template already sets one. */
function blockPublicAccess(store: MapNode): readonly TextEdit[] {
  if (store.properties["publicAccessBlock"]) return [];
  const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
  return setProperty(store, "publicAccessBlock", all) ?? [];
}

function* policyHits(graph: AppGraph, store: MapNode): Iterable<Hit> {
  for (const statement of publicStatements(graph, store)) {
    const actions = statement.actions.map((action) => textOf(action) ?? "?");
    yield {
      on: store.id,
      at: statement.at,
      key: `policy ${[...actions].sort().join(",")}`,
      confidence: "high",
      message: say(
        "The policy of {0} lets everybody do {1}.",
        store.name,
        actions.join(", ") || "everything but its exceptions",
      ),
      severity: policySeverity(store, onlyReads(statement)),
      reasons: contextOf(graph, store),
      related: [{ at: store.nameAt, message: say("{0} is declared here.", store.name) }],
      fixes: ownAccountFixes(store, statement),
    };
  }
}

function policySeverity(store: MapNode, isReadOnly: boolean): Severity {
  if (isReadOnly && isWebsite(store)) return "low";
  // Images are code, not the data of an app's users, and some are meant for everybody.
  return isReadOnly && store.service === "ecr" ? "medium" : "critical";
}

/** The root of the account stands for all its identities: they still need an allowing policy of their own. */
const OWN_ACCOUNT = sub("arn:aws:iam::${AWS::AccountId}:root");

function ownAccountFixes(store: MapNode, { origin }: OwnedStatement): Fix[] {
  const principal = origin.kind === "statement" ? property(origin.value, "Principal") : undefined;
  const everybody = principal?.kind === "map" ? property(principal, "AWS") : principal;
  if (!principal || textOf(everybody) !== "*" || !everybody) return [];
  const edits = replaceValue(everybody.at, principal.kind === "map" ? OWN_ACCOUNT : { AWS: OWN_ACCOUNT });
  return [{ title: say("Let only this account use {0}", store.name), edits }];
}

/** Security groups that let the whole internet reach a database's port. */
function* openPortHits(graph: AppGraph): Iterable<Hit> {
  for (const { group, at, from, to } of openPorts(graph)) {
    const isAll = from === 0 && to === LAST_PORT;
    const found = [...DATABASE_PORTS].find(([port]) => from <= port && port <= to);
    if (!found) continue;
    const store = group.configures.flatMap((id) => graph.node(id) ?? []).find(({ kind }) => kind === "store");
    if (isAll && !store) continue;
    yield {
      on: store?.id ?? group.on,
      at,
      key: `${group.logicalId} ${found[0]}`,
      confidence: store ? "high" : "medium",
      severity: "high",
      message: isAll
        ? say("{0} lets the whole internet reach every port of {1}.", group.name, store?.name ?? "")
        : say("{0} lets the whole internet reach {1} (port {2}).", group.name, found[1], found[0]),
      related: store ? [{ at: store.nameAt, message: say("It guards {0}.", store.name) }] : [],
    };
  }
}

const LAST_PORT = 65_535;

function isWebsite(store: MapNode): boolean {
  return store.properties["website"] !== undefined;
}

function contextOf(graph: AppGraph, store: MapNode): Message[] {
  if (isWebsite(store))
    return [say("{0} serves a website, whose pages are meant to be read by everybody.", store.name)];
  return [sensitivityReason(graph, store) ?? []].flat();
}
