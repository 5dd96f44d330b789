import type { AppGraph } from "../../graph/app-graph.ts";
import { ref, sub } from "../../graph/edit-text.ts";
import { addEntry, replaceValue } from "../../graph/edits.ts";
import { patternTexts, UNKNOWN_PART } from "../../graph/value-pattern.ts";
import { matchesAction, wildcardScope } from "../../iam/action.ts";
import { conditionTests, requiresValue, type ConditionTest } from "../../iam/conditions.ts";
import { issuerHost, sharedProvider, subjectBreadth } from "../../iam/identity-providers.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { TRUST_SNIPPETS } from "./trust-snippets.ts";

export const roleTrustTooOpen = defineRule({
  id: "SAS-4/role-trust-too-open",
  title: "Role can be taken on by too many",
  severity: "high",
  why: "Whoever a role trusts can take on its permissions: a trust policy that names everybody, or a login service that everybody can use, gives them away.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html",
  mitigation:
    "Trust only the service or account that needs the role, with conditions that tell your callers from others.",
  snippets: TRUST_SNIPPETS,
  *check({ graph }) {
    for (const statement of graph.map.statements) {
      if (statement.policy !== "trust" || statement.effect !== "Allow" || statement.origin.kind !== "statement")
        continue;
      const role = graph.node(statement.owner);
      const tests = conditionTests(statement.conditions);
      if (!role || !tests || !letsAssume(statement)) continue;
      for (const one of weaknesses(graph, role, statement, tests)) {
        const { at, key, severity, message, reasons = [], confidence = "high", fixes = [] } = one;
        yield { on: role.id, at: at.at, key, severity, message, reasons, confidence, fixes };
      }
    }
  },
});

interface Weakness extends Pick<Hit, "key" | "reasons" | "fixes"> {
  readonly at: Value;
  readonly severity: Severity;
  readonly message: Message;
  readonly confidence?: Hit["confidence"];
}

const ASSUMING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

function letsAssume({ actions, notActions }: OwnedStatement): boolean {
  if (notActions.length > 0) return true;
  return actions.some((action) => ASSUMING.some((one) => matchesAction(textOf(action) ?? "", one)));
}

function* weaknesses(
  graph: AppGraph,
  role: MapNode,
  statement: OwnedStatement,
  tests: readonly ConditionTest[],
): Iterable<Weakness> {
  const [exception] = statement.notActions;
  if (exception) {
    yield {
      at: exception,
      key: "NotAction",
      severity: "medium",
      message: say("The trust policy of {0} allows everything but what NotAction names.", role.name),
    };
  }
  const everything = statement.actions.find((action) => wildcardScope(textOf(action) ?? "") !== undefined);
  if (everything) {
    yield {
      at: everything,
      key: "Action",
      severity: "low",
      message: say("The trust policy of {0} allows {1}, not only taking it on.", role.name, textOf(everything) ?? ""),
    };
  }
  const [left] = statement.notPrincipals ?? [];
  if (left && !narrows(tests)) {
    yield {
      at: left,
      key: "NotPrincipal",
      severity: "critical",
      message: say("Everybody but those that NotPrincipal names can take on the role {0}.", role.name),
    };
  }
  const federated = new Set(statement.federated ?? []);
  for (const principal of statement.principals) {
    const found = federated.has(principal)
      ? federatedWeakness(graph, role, statement, principal, tests)
      : accountWeakness(graph, role, statement, principal, tests);
    if (found) yield found;
  }
}

/** Keys that name the callers: organisation, account, principal, network, source. Source: IAM User Guide, "AWS global condition context keys". */
const NARROWING =
  /^(?:aws:(?:principalorgid|principalorgpaths|principalarn|principalaccount|principaltag\/.*|userid|username|sourceip|sourcevpc|sourcevpce|vpcsourceip|sourcearn|sourceaccount|sourceorgid|sourceorgpaths|sourceidentity)|sts:(?:sourceidentity|rolesessionname)|saml:.*)$/;

function narrows(tests: readonly ConditionTest[]): boolean {
  return tests.some((test) => requiresValue(test) && NARROWING.test(test.key) && !test.values.some(isAnything));
}

function isAnything(value: Value): boolean {
  return /^[*?]*$|^0\.0\.0\.0\/0$|^::\/0$/.test(textOf(value) ?? "?");
}

function accountWeakness(
  graph: AppGraph,
  role: MapNode,
  statement: OwnedStatement,
  principal: Value,
  tests: readonly ConditionTest[],
): Weakness | undefined {
  if (narrows(tests)) return undefined;
  const text = textOf(principal) ?? "";
  const hasExternalId = tests.some((test) => requiresValue(test) && test.key === "sts:externalid");
  if (text === "*" || /^arn:[^:]*:iam::\*:/.test(text)) {
    return {
      at: principal,
      key: text,
      severity: hasExternalId ? "high" : "critical",
      message: say("Anyone with an AWS account can take on the role {0}.", role.name),
      reasons: [
        hasExternalId
          ? say("Only the external id stands in between, and it is no secret.")
          : say("No condition says who may."),
      ],
      fixes: closeFixes(graph, role, statement, principal),
    };
  }
  const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
  if (account === undefined || hasExternalId || isProtected(tests)) return undefined;
  return {
    at: principal,
    key: text,
    severity: "medium",
    confidence: "medium",
    message: say("Every identity of the account {0} that is allowed to can take on the role {1}.", account, role.name),
    reasons: [
      say(
        "Without an external id, a service provider that owns the account can be tricked into using the role for others.",
      ),
      say("When the account is one of your own, name the role that needs it."),
    ],
  };
}

/** Asks for a second factor. */
function isProtected(tests: readonly ConditionTest[]): boolean {
  return tests.some(({ key }) => key.startsWith("aws:multifactorauth"));
}

function federatedWeakness(
  graph: AppGraph,
  role: MapNode,
  statement: OwnedStatement,
  principal: Value,
  tests: readonly ConditionTest[],
): Weakness | undefined {
  const host = hostOf(graph, principal);
  if (host === "*") return accountWeakness(graph, role, statement, principal, tests);
  const provider = host === undefined ? undefined : sharedProvider(host);
  if (!provider || host === undefined) return undefined;
  const keys = provider.claims.map((claim) => `${host}:${claim}`);
  const asked = tests.filter((test) => keys.includes(test.key) && requiresValue(test) && test.values.length > 0);
  const [claim] = keys;
  if (asked.length === 0) {
    return {
      at: principal,
      key: `no ${claim}`,
      severity: "critical",
      message: say(
        "Everybody who uses {0} can take on the role {1}: no condition names your own {2}.",
        provider.name,
        role.name,
        subjectWord(host),
      ),
      reasons: [say("The condition on {0} is missing.", claim ?? "")],
      fixes: audienceFixes(graph, role, statement, host, tests),
    };
  }
  // Another claim, such as the repository's owner, narrows the subject as well.
  if (asked.some(({ key }) => !key.endsWith(":sub"))) return undefined;
  const broad = asked.map((test) => broadest(test)).find((one) => one !== undefined);
  if (!broad || host === "cognito-identity.amazonaws.com") return undefined;
  return {
    at: broad.value,
    key: textOf(broad.value) ?? "",
    severity: broad.breadth === "anyone" ? "critical" : "low",
    message:
      broad.breadth === "anyone"
        ? say(
            "The subject {0} lets everybody who uses {1} take on the role {2}.",
            textOf(broad.value) ?? "",
            provider.name,
            role.name,
          )
        : say(
            "The subject {0} lets every repository of the organisation take on the role {1}.",
            textOf(broad.value) ?? "",
            role.name,
          ),
    reasons: [],
  };
}

function subjectWord(host: string): string {
  if (host === "cognito-identity.amazonaws.com") return "identity pool";
  return /github|gitlab|bitbucket/.test(host) ? "repository" : "application";
}

function broadest(
  test: ConditionTest,
): { readonly value: Value; readonly breadth: "anyone" | "organization" } | undefined {
  const expands = /like/i.test(test.operator);
  const judged = test.values.flatMap((value) => {
    const texts = patternTexts(value);
    return texts.map(
      (text) => ({ value, breadth: text.includes(UNKNOWN_PART) ? "narrow" : subjectBreadth(text, expands) }) as const,
    );
  });
  for (const breadth of ["anyone", "organization"] as const) {
    const found = judged.find((one) => one.breadth === breadth);
    if (found) return { value: found.value, breadth };
  }
  return undefined;
}

/** Host of the issuer; undefined when the provider is not known. */
function hostOf(graph: AppGraph, principal: Value): string | undefined {
  if (principal.kind === "reference" && principal.to.by === "logical-id") {
    const provider = graph.node(`${principal.to.file}#${principal.to.logicalId}`);
    const url = textOf(provider?.properties["physicalName"]);
    return url === undefined ? undefined : issuerHost(url);
  }
  const [text] = patternTexts(principal);
  if (text === undefined || text.startsWith(UNKNOWN_PART)) return undefined;
  return issuerHost(text);
}

/** The functions' own service when functions run as the role, else the own account. */
function closeFixes(graph: AppGraph, role: MapNode, { origin }: OwnedStatement, principal: Value): Fix[] {
  const written = origin.kind === "statement" ? property(origin.value, "Principal") : undefined;
  if (!written || written.at.file !== principal.at.file) return [];
  const users = graph.usersOfRole(role.id);
  if (users.length > 0 && users.every(({ service }) => service === "lambda")) {
    const edits = replaceValue(written.at, { Service: "lambda.amazonaws.com" });
    return [{ title: say("Let only AWS Lambda take on {0}", role.name), edits }];
  }
  if (textOf(principal) !== "*") return [];
  const own = sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root");
  const edits = replaceValue(principal.at, principal === written ? { AWS: own } : own);
  return [{ title: say("Let only this account take on {0}", role.name), edits }];
}

/** A role that an identity pool of the template hands out: the pool's id is the audience. */
function audienceFixes(
  graph: AppGraph,
  role: MapNode,
  { origin, at }: OwnedStatement,
  host: string,
  tests: readonly ConditionTest[],
): Fix[] {
  if (host !== "cognito-identity.amazonaws.com" || origin.kind !== "statement" || origin.value.kind !== "map")
    return [];
  const pools = graph
    .usersOfRole(role.id)
    .filter(({ service, at: place }) => service === "cognito-identity" && place.file === at.file);
  const [pool, second] = pools;
  if (!pool || second || pool.logicalId === "" || tests.some(({ operator }) => operator === "StringEquals")) return [];
  const wanted = { [`${host}:aud`]: ref(pool.logicalId) };
  const condition = property(origin.value, "Condition");
  const edits =
    condition?.kind === "map"
      ? addEntry(condition, "StringEquals", wanted)
      : addEntry(origin.value, "Condition", { StringEquals: wanted });
  return edits ? [{ title: say("Let only the identity pool {0} hand out {1}", pool.name, role.name), edits }] : [];
}
