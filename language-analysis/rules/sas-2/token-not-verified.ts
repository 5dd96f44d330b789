import type { MapNode } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { textOf } from "../../model/value.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { insertAfter, replaceSpan } from "../code-edits.ts";
import { alsoRunBy, functionsReaching, isTestFile } from "../code-search.ts";
import { defineRule, type Hit } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { SNIPPETS } from "./token-not-verified-snippets.ts";
import { tokenUsesOf, type TokenUse } from "./token-uses.ts";

export const tokenNotVerified = defineRule({
  id: "SAS-2/token-not-verified",
  title: "Token trusted without verification",
  severity: "critical",
  why: "Anyone can write a token with any claims; only its signature tells who made it. A token that is decoded and not verified is input like any other.",
  source: "https://datatracker.ietf.org/doc/html/rfc8725",
  mitigation:
    "Verify signature, issuer, audience and expiry with a fixed list of algorithms, or let an authorizer of the API do it before the function runs.",
  snippets: SNIPPETS,
  *check(context) {
    for (const [file, { module }] of context.code) {
      if (isTestFile(file)) continue;
      for (const use of tokenUsesOf(module)) {
        const owners = functionsReaching(context, file, use.functionIndex);
        const [owner] = owners;
        if (!owner && !isServerCode(use, file)) continue;
        // What an authorizer has let through, it has verified.
        if (!isChoice(use) && owners.length > 0 && owners.every((node) => isBehindAuthorizer(context.graph, node)))
          continue;
        yield hitOf(context.graph, file, use, owners);
      }
    }
  },
});

/** The code itself switches the check off, so that it matters whoever else has looked at the token. */
function isChoice({ kind }: TokenUse): boolean {
  return kind === "none" || kind === "switched-off";
}

/** Code that no function of the map runs: a browser may read its own token. */
function isServerCode({ kind, isClientLibrary, api }: TokenUse, file: string): boolean {
  if (!/^(decoded|none|switched-off)$/.test(kind) || isClientLibrary || api === "decodeJwt") return false;
  return !/\.(jsx|tsx|vue)$/.test(file);
}

function isBehindAuthorizer(graph: AppGraph, node: MapNode): boolean {
  const triggers = graph.triggersOf(node.id);
  return (
    triggers.length > 0 &&
    triggers.every(
      ({ source, edge }) =>
        edge.trigger !== "authorizer" &&
        source.kind === "endpoint" &&
        ["cognito", "jwt", "lambda", "iam"].includes(textOf(source.properties["authentication"]) ?? ""),
    )
  );
}

function hitOf(graph: AppGraph, file: string, use: TokenUse, owners: readonly MapNode[]): Hit {
  const [owner] = owners;
  const exposure = owner && exposureOf(graph, owner);
  return {
    on: owner?.id ?? file,
    at: rangeOf(file, use.at),
    key: `${use.kind} ${use.api}`,
    confidence: use.kind === "split" || !owner ? "medium" : "high",
    message: messageOf(use, owner?.name ?? file),
    severity: severityOf(use, owner !== undefined),
    reasons: [exposure ? exposure.reason : say("No function of the map runs this file.")],
    related: alsoRunBy(owners),
    fixes: fixesOf(file, use),
  };
}

function severityOf({ kind, api }: TokenUse, isRun: boolean): Severity {
  if (kind === "expiry" || kind === "claims" || kind === "unvalidated") return "low";
  // jsonwebtoken at least goes by the kind of the key.
  if (kind === "mixed" || kind === "any") return api === "jwt.verify" && kind === "any" ? "low" : "medium";
  return isRun ? "critical" : "medium";
}

function messageOf({ kind, api }: TokenUse, where: string): Message {
  switch (kind) {
    case "decoded":
      return say("{0} decodes a token with {1}, which does not check its signature.", where, api);
    case "split":
      return say("{0} takes the claims of a token from its text and never checks the signature.", where);
    case "none":
      return say('{0} lets tokens without a signature pass: {1} is told to take the algorithm "none".', where, api);
    case "switched-off":
      return say("{0} tells {1} not to check the signature of a token.", where, api);
    case "expiry":
      return say("{0} tells {1} to take expired tokens.", where, api);
    case "mixed":
      return say(
        "{0} lets {1} take tokens of a shared key and of a key pair with one key: whoever has the public key can sign.",
        where,
        api,
      );
    case "any":
      return say("{0} gives {1} a public key and leaves it to the token which algorithm is checked.", where, api);
    case "unvalidated":
      return say(
        "{0} checks a token's signature with {1}, and never validates its expiry and other claims.",
        where,
        api,
      );
    case "claims":
      return say("{0} checks a token's signature, and neither its audience nor its issuer.", where);
  }
}

function fixesOf(file: string, { kind, literal, verify }: TokenUse): Fix[] {
  if (literal) {
    const title =
      kind === "none"
        ? say("Ask for a signature")
        : kind === "expiry"
          ? say("Refuse expired tokens")
          : say("Check the signature");
    return [{ title, edits: [replaceSpan(file, literal.at, literal.text)] }];
  }
  if (!verify) return [];
  return [
    {
      title: say("Verify the token with the key in {0}", "JWT_PUBLIC_KEY"),
      edits: [
        replaceSpan(file, verify.propertyAt, "verify"),
        insertAfter(file, verify.tokenEnd, ', process.env.JWT_PUBLIC_KEY, { algorithms: ["RS256"] }'),
      ],
    },
  ];
}
