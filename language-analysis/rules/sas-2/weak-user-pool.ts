import type { AppGraph } from "../../graph/app-graph.ts";
import { replaceValue, setEntry } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix, TextEdit } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { itemsOf, plainText, property, textOf, type Value } from "../../model/value.ts";
import { wordsOf } from "../../model/words.ts";
import { defineRule, type Hit } from "../rule.ts";
import { SNIPPETS } from "./weak-user-pool-snippets.ts";

/** Source: NIST SP 800-63B-4, 3.1.1.2; it is Amazon Cognito's own default, too. */
const SHORTEST_PASSWORD = 8;
const CLASSES = ["RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols"] as const;
/** Attributes that code takes decisions on. */
const RIGHTS =
  /^(is )?(admin|administrator|roles?|groups?|permissions?|privileges?|superuser|staff|tier|plan|credits|balance|tenant|tenant id|account type|user type|user role|access level|auth level|scopes?|approved)$/;
const ADMINISTRATION = /^(admins?|administrators?|internal|staff|employees?|backoffice|operators?)$/;

export const weakUserPool = defineRule({
  id: "SAS-2/weak-user-pool",
  title: "User pool with weak sign-in",
  severity: "medium",
  why: "The user pool decides who a caller is for every function behind it: short passwords, no second factor, guests and rights that users give themselves undo the authorizers.",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html",
  mitigation:
    "Ask for at least eight characters, offer a second factor, keep sign-up of administrators and the attributes that carry rights to administrators.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const node of graph.nodes("identity")) {
      if (node.declaredElsewhere) continue;
      if (node.service === "cognito") {
        yield* passwordHits(node);
        yield* factorHits(node);
        yield* signUpHits(node);
        yield* attributeHits(graph, node);
        yield* clientHits(graph, node);
      } else if (node.service === "cognito-identity") yield* guestHits(graph, node);
    }
  },
});

function* passwordHits(node: MapNode): Iterable<Hit> {
  const policy = node.properties["passwordPolicy"];
  if (policy?.kind !== "map") return;
  const length = property(policy, "MinimumLength");
  const shortest = Number(plainText(length) ?? Number.NaN);
  const missing = CLASSES.filter((name) => plainText(property(policy, name))?.toLowerCase() !== "true");
  const isShort = shortest < SHORTEST_PASSWORD;
  // Long passwords need no classes of characters; some of them missing is a choice.
  if (!isShort && (missing.length < CLASSES.length || shortest >= 12 || length?.kind === "unresolved")) return;
  const at = (isShort ? length?.at : undefined) ?? policy.at;
  yield {
    on: node.id,
    at,
    key: "password policy",
    confidence: length?.assumed === undefined ? "high" : "medium",
    severity: isShort ? "medium" : "low",
    message: isShort
      ? say("Passwords in {0} may have {1} characters.", node.name, shortest)
      : say("Passwords in {0} may be made of one kind of characters.", node.name),
    reasons: missing.length === CLASSES.length && isShort ? [say("Nothing else is asked of them.")] : [],
    fixes: isShort && length ? [fix(say("Ask for {0} characters", 12), replaceValue(length.at, 12))] : classFixes(node),
  };
}

function classFixes(node: MapNode): Fix[] {
  const path = ["Policies", "PasswordPolicy", "MinimumLength"];
  return fixes(say("Ask for {0} characters", 12), node.body && setEntry(node.body, path, 12));
}

function* factorHits(node: MapNode): Iterable<Hit> {
  const mfa = node.properties["mfa"];
  const text = plainText(mfa)?.toUpperCase();
  if (mfa && text !== "OFF" && text !== "FALSE") return;
  yield {
    on: node.id,
    at: mfa?.at ?? node.nameAt,
    key: "mfa",
    confidence: mfa?.assumed === undefined ? "high" : "medium",
    severity: isForAdministrators(node) ? "medium" : "low",
    message: say("Users of {0} cannot turn on a second factor.", node.name),
    reasons: isForAdministrators(node) ? [say("By its name, it holds administrators.")] : [],
    fixes: fixes(
      say("Offer a second factor"),
      node.body &&
        merged([
          setEntry(node.body, ["MfaConfiguration"], "OPTIONAL"),
          property(node.body, "EnabledMfas") ? [] : setEntry(node.body, ["EnabledMfas"], ["SOFTWARE_TOKEN_MFA"]),
        ]),
    ),
  };
}

/** Two additions at one place become one, in order. */
function merged(parts: readonly (readonly TextEdit[] | undefined)[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (!part) return undefined;
    for (const edit of part) {
      const same = edits.findIndex(({ at }) => JSON.stringify(at) === JSON.stringify(edit.at));
      const before = edits[same];
      if (before) edits[same] = { at: before.at, newText: before.newText + edit.newText };
      else edits.push(edit);
    }
  }
  return edits;
}

function* signUpHits(node: MapNode): Iterable<Hit> {
  if (!isForAdministrators(node)) return;
  const only = property(node.properties["adminCreateUser"], "AllowAdminCreateUserOnly");
  const text = plainText(only)?.toLowerCase();
  if (only && text !== "false") return;
  yield {
    on: node.id,
    at: only?.at ?? node.nameAt,
    key: "sign-up",
    confidence: "medium",
    severity: "high",
    message: say("Anyone can sign up in {0}, which by its name holds administrators.", node.name),
    fixes: fixes(
      say("Let only administrators create users"),
      node.body && setEntry(node.body, ["AdminCreateUserConfig", "AllowAdminCreateUserOnly"], true),
    ),
  };
}

function isForAdministrators({ name, properties }: MapNode): boolean {
  return [name, textOf(properties["physicalName"]) ?? ""].some((one) =>
    wordsOf(one).some((word) => ADMINISTRATION.test(word)),
  );
}

/** Attributes of the schema that users may write and that decide rights. */
function* attributeHits(graph: AppGraph, node: MapNode): Iterable<Hit> {
  for (const attribute of itemsOf(node.properties["schema"])) {
    const name = property(attribute, "Name");
    const text = textOf(name);
    if (text === undefined || !RIGHTS.test(wordsOf(text.replace(/^custom:/, "")).join(" "))) continue;
    const mutable = plainText(property(attribute, "Mutable"))?.toLowerCase() !== "false";
    const isDevelopers = plainText(property(attribute, "DeveloperOnlyAttribute"))?.toLowerCase() === "true";
    if (!mutable || isDevelopers || !isWritableAttribute(graph, node, text)) continue;
    yield {
      on: node.id,
      at: name?.at ?? attribute.at,
      key: `attribute ${text}`,
      confidence: "medium",
      severity: "high",
      message: say(
        "Users of {0} may write their own attribute {1}, which by its name decides what they may do.",
        node.name,
        text,
      ),
      reasons: [say("Clients write every mutable attribute unless they list the ones they may write.")],
      fixes: [],
    };
  }
}

/** A client that lists what it may write keeps all else from its users. */
export function isWritableAttribute(graph: AppGraph, node: MapNode, attribute: string): boolean {
  const clients = graph.settingsOf(node.id, "AWS::Cognito::UserPoolClient");
  if (clients.length === 0) return true;
  return clients.some(({ body }) => {
    const list = property(body, "WriteAttributes");
    if (!list) return true;
    return itemsOf(list).some((item) => [attribute, `custom:${attribute}`].includes(textOf(item) ?? ""));
  });
}

/** With or without the prefix that attributes of an app's own have. */
export function declaresAttribute(node: MapNode, attribute: string): boolean {
  const name = attribute.replace(/^custom:/, "");
  return itemsOf(node.properties["schema"]).some((item) => textOf(property(item, "Name")) === name);
}

/** Flows that send the password itself from the client, or to the code that asks for it. */
function* clientHits(graph: AppGraph, node: MapNode): Iterable<Hit> {
  for (const client of graph.settingsOf(node.id, "AWS::Cognito::UserPoolClient")) {
    for (const flow of itemsOf(property(client.body, "AllowedOAuthFlows"))) {
      if (textOf(flow) !== "implicit") continue;
      yield clientHit(
        node,
        flow,
        "implicit",
        say("{0} hands tokens out in the address of the browser (implicit flow).", client.logicalId),
      );
    }
    for (const flow of itemsOf(property(client.body, "ExplicitAuthFlows"))) {
      const text = textOf(flow);
      if (text !== "USER_PASSWORD_AUTH" && text !== "ALLOW_USER_PASSWORD_AUTH") continue;
      yield clientHit(
        node,
        flow,
        "password",
        say("{0} takes the password itself in place of the SRP exchange.", client.logicalId),
      );
    }
  }
}

function clientHit(node: MapNode, flow: Value, kind: "implicit" | "password", message: Message): Hit {
  const replacement =
    kind === "implicit"
      ? "code"
      : flow.kind === "text" && flow.value.startsWith("ALLOW_")
        ? "ALLOW_USER_SRP_AUTH"
        : undefined;
  return {
    on: node.id,
    at: flow.at,
    key: `flow ${kind}`,
    confidence: "high",
    severity: "low",
    message,
    fixes:
      replacement === undefined
        ? []
        : [
            fix(
              kind === "implicit" ? say("Use the authorization code flow") : say("Use the SRP flow"),
              replaceValue(flow.at, replacement),
            ),
          ],
  };
}

function* guestHits(graph: AppGraph, node: MapNode): Iterable<Hit> {
  const guests = node.properties["allowUnauthenticated"];
  if (!guests || plainText(guests)?.toLowerCase() !== "true") return;
  const roles = graph
    .edgesFrom(node.id, "runs-as")
    .filter(({ evidence }) => evidence.some(({ label }) => label === "unauthenticated"));
  const named = roles.flatMap(({ to }) => graph.node(to) ?? []);
  const isBroad = named.some((role) => hasWildcard(graph, role));
  yield {
    on: node.id,
    at: guests.at,
    key: "guests",
    confidence: guests.assumed === undefined ? "high" : "medium",
    severity: isBroad ? "high" : "medium",
    message: say("{0} gives AWS credentials to callers that have not signed in.", node.name),
    reasons: named.map((role) =>
      isBroad ? say("Their role {0} may do whole groups of actions.", role.name) : say("They act as {0}.", role.name),
    ),
    related: named.map((role) => ({ at: role.nameAt, message: say("The role of guests.") })),
    fixes: [fix(say("Ask for a sign-in"), replaceValue(guests.at, false))],
  };
}

function hasWildcard(graph: AppGraph, role: MapNode): boolean {
  return graph
    .statementsOf(role.id, "identity")
    .some(({ effect, actions }) => effect === "Allow" && actions.some((action) => textOf(action)?.endsWith("*")));
}

function fix(title: Message, edits: readonly TextEdit[]): Fix {
  return { title, edits };
}

function fixes(title: Message, edits: readonly TextEdit[] | undefined): Fix[] {
  return edits ? [fix(title, edits)] : [];
}
