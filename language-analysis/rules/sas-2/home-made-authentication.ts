import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { SNIPPETS } from "./home-made-authentication-snippets.ts";
import { ownChecksOf, type OwnCheck } from "./own-credential-checks.ts";

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
        confidence: place.kind === "password" || place.kind === "random" ? "medium" : "high",
        severity: severityOf(place),
        message: messageOf(place, owner.name),
        reasons: [exposureOf(context.graph, owner).reason],
        related: alsoRunBy(owners),
      };
    }
  },
});

function severityOf({ kind }: OwnCheck): Severity {
  return kind === "fast-hash" || kind === "random" ? "medium" : "high";
}

function messageOf({ kind, what }: OwnCheck, name: string): Message {
  switch (kind) {
    case "password":
      return say("{0} compares a password itself ({1}).", name, what);
    case "key":
      return say("{0} lets callers in who send one fixed text that never changes.", name);
    case "old-hash":
    case "fast-hash":
      return say("{0} hashes passwords with {1}, which a graphics card tries billions of times a second.", name, what);
    case "random":
      return say("{0} makes {1} from random numbers that can be predicted.", name, what);
  }
}
