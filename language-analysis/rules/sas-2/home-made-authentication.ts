import type { MapNode } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { SNIPPETS } from "./home-made-authentication-snippets.ts";
import { callerClaimsOf, type CallerClaim } from "./caller-claims.ts";
import { ownChecksOf, type OwnCheck } from "./own-credential-checks.ts";
import { declaresAttribute, isWritableAttribute } from "./weak-user-pool.ts";

export const homeMadeAuthentication = defineRule({
  id: "SAS-2/home-made-authentication",
  title: "Authentication made by hand",
  severity: "high",
  why: "Passwords and keys compared in code have no lock-out, no second factor, no expiry and no rotation, and comparing them letter by letter tells how many letters were right.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html",
  mitigation:
    "Leave sign-in to a managed service such as a Cognito user pool; where a shared secret cannot be avoided, compare it in constant time, and keep passwords as bcrypt, scrypt or Argon2 hashes.",
  snippets: SNIPPETS,
  *check(context) {
    for (const { place, file, owners } of reachedPlaces(context, ownChecksOf)) {
      const [owner] = owners;
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: `${place.kind} ${place.what}`,
        confidence: /^(password|code|random)$/.test(place.kind) ? "medium" : "high",
        severity: severityOf(place),
        message: messageOf(place, owner.name),
        reasons: [exposureOf(context.graph, owner).reason],
        related: alsoRunBy(owners),
      };
    }
    yield* claimHits(context);
  },
});

/** Behind an authorizer of the API the caller is known, and what he says beside it may be a detail. */
function* claimHits(context: RuleContext): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, callerClaimsOf)) {
    const [owner] = owners;
    const { reach, reason } = exposureOf(context.graph, owner);
    if (place.kind === "attribute") {
      if (!isChosenAtSignUp(context, owner, place.what)) continue;
    } else if (reach === "events" || (place.kind === "identity" && reach === "authenticated")) continue;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: `${place.kind} ${place.what}`,
      confidence: "medium",
      severity: place.kind === "identity" ? "medium" : "high",
      message: claimMessage(place, owner.name),
      reasons: [reason],
      related: alsoRunBy(owners),
    };
  }
}

const IN_TOKENS = /PreToken|PreAuth|PostAuth|Challenge|CustomMessage|CustomEmail|CustomSMS|Migration/;

/** A user pool runs it with attributes that nobody keeps from its users; where the pool declares the attribute, that is told there. */
function isChosenAtSignUp({ graph }: RuleContext, node: MapNode, attribute: string): boolean {
  return graph
    .triggersOf(node.id)
    .some(
      ({ edge, source }) =>
        edge.trigger === "cognito" &&
        !edge.evidence.every(({ label }) => IN_TOKENS.test(label)) &&
        isWritableAttribute(graph, source, attribute) &&
        !declaresAttribute(source, attribute),
    );
}

function claimMessage({ kind, what }: CallerClaim, name: string): Message {
  switch (kind) {
    case "session":
      return say("{0} takes a session out of {1} that anyone can write: nothing signs it.", name, what);
    case "rank":
      return say("{0} lets callers say themselves what they may do ({1}).", name, what);
    case "lookup":
      return say("{0} asks what the account may do that its caller names ({1}).", name, what);
    case "attribute":
      return say(
        "{0} takes what a user may do from the attribute {1}, which users choose when they sign up.",
        name,
        what,
      );
    case "identity":
      return say("{0} takes who its caller is from the header {1}, which anyone can send.", name, what);
  }
}

function severityOf({ kind }: OwnCheck): Severity {
  if (kind === "mac") return "low";
  return kind === "fast-hash" || kind === "random" || kind === "code" ? "medium" : "high";
}

function messageOf({ kind, what }: OwnCheck, name: string): Message {
  switch (kind) {
    case "password":
      return say("{0} compares a password itself ({1}).", name, what);
    case "code":
      return say("{0} checks a one-time code itself ({1}): nothing counts the attempts.", name, what);
    case "mac":
      return say("{0} compares a signature letter by letter, and the time it takes tells how many were right.", name);
    case "key":
      return say("{0} lets callers in who send one fixed text that never changes.", name);
    case "old-hash":
    case "fast-hash":
      return say("{0} hashes passwords with {1}, which a graphics card tries billions of times a second.", name, what);
    case "random":
      return say("{0} makes {1} from random numbers that can be predicted.", name, what);
  }
}
