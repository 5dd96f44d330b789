// Which names say that their value is a secret.
import type { Confidence } from "../model/app-map.ts";
import { wordsOf } from "../model/words.ts";

const CERTAIN = new Set(["password", "passwd", "pwd", "pw", "passphrase", "secret", "passcode"]);
/** Last two words that together name a key. */
const KEYS = new Set(
  [
    "secret",
    "private",
    "signing",
    "encryption",
    "access",
    "api",
    "auth",
    "master",
    "account",
    "jwt",
    "hmac",
    "session",
    "shared",
    "crypto",
    "cipher",
    "secretaccess",
  ].map((word) => `${word} key`),
);
const VENDORS = new Set(
  (
    "heroku snyk sauce sonar sonarqube hockeyapp mailgun twilio datadog newrelic pagerduty algolia fastly cloudflare sendgrid " +
    "stripe sendbird asana codecov contentful dropbox facebook intercom netlify okta plaid trello twitch twitter zendesk rollbar " +
    "bugsnag segment mixpanel airtable openai anthropic firebase github gitlab slack maps weather"
  ).split(" "),
);
/** Tokens that name a request, a page or a step of a workflow. */
const NO_CREDENTIAL = new Set(
  (
    "next request task postman page pagination continuation continue idempotency idempotent cancel cancellation " +
    "sync start starting sequence upload resume lexical csrf xsrf delta batch callback"
  ).split(" "),
);
const JOINED =
  /(password|passwd|passphrase|passwort|secretkey|secretaccesskey|clientsecret|privatekey|apikey|authtoken|accesstoken|secret)$/;
/** The author knows: `HARDCODED_KEY`, `hardCodedToken2`. */
const SAYS_SO = /hardcoded(?:\w*)(?:key|token|secret|password|credential)s?\d*$/;
const PUBLIC = /\b(public|publishable)\b/;

/** How surely a value of this name is a secret; undefined when it is none: `passwordField`, `tokenUrl`, `secretName`. */
export function secretNameStrength(name: string): Confidence | undefined {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const lastTwo = words.slice(-2).join(" ");
  if (PUBLIC.test(words.join(" "))) return undefined;
  if (SAYS_SO.test(words.join(""))) return "high";
  if (CERTAIN.has(last) || lastTwo === "secret key" || lastTwo === "private key") return "high";
  if (last === "key" && words.at(-2) === "access" && words.includes("secret")) return "high";
  if (KEYS.has(lastTwo)) return "medium";
  // Keys of services that have no format of their own.
  if (last === "key" && words.length > 1 && VENDORS.has(words.at(-2) ?? "")) return "medium";
  if (last === "token" && NO_CREDENTIAL.has(words.at(-2) ?? "")) return undefined;
  if (last === "token" || last === "pass" || last === "credential" || last === "credentials") return "medium";
  if (last.length > 6 && JOINED.test(last)) return /key$|token$/.test(last) ? "medium" : "high";
  return undefined;
}
