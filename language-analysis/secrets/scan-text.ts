// Credentials in files of which nothing but the text is known: settings, scripts, pipelines, templates' other parts, other languages.
import type { SecretText } from "../model/secret-text.ts";
import { detectSecret, isRandom } from "./secret-detector.ts";
import { KEY_FORMATS, MAY_HOLD_KEY } from "./provider-keys.ts";

/** Larger texts are data. */
export const MAX_SECRET_TEXT = 512 * 1024;
/** Findings in one file: whoever has more knows after these. */
const MAX_FOUND = 50;
const MAX_LINE = 2_000;

const SETTINGS =
  /(?:^|\/)(?:\.env(?:\.[\w-]+)*|\.npmrc|\.pypirc|\.netrc|\.htpasswd|\.pgpass|\.dockercfg|Dockerfile[\w.-]*|Jenkinsfile|Makefile|Procfile|credentials|id_(?:rsa|dsa|ecdsa|ed25519))$|\.(?:env|ya?ml|json|toml|ini|cfg|conf|config|properties|xml|tfvars|sh|bash|zsh|ps1|bat|cmd|pem|key|txt|sql|go|java|kt|scala|rb|php|cs|fs|vb|rs|swift|groovy|gradle|tf|bicep|http|rest)$/i;
/** Written to be filled in, made by tools, or for people. */
const NOT_READ =
  /\.(?:example|sample|template|dist|tmpl)(?:\.\w+)?$|(?:^|\/)(?:example|sample)[^/]*\.env|(?:lock|\.sum|-lock\.json|\.lock\.json)$|(?:^|\/)(?:LICENSE|NOTICE|CHANGELOG)[^/]*$/i;

/** `name = "value"`, `name: value`, `name=value`, `"name" => 'value'`, `define('NAME', 'value')`. */
const ASSIGNMENT = /([A-Za-z][\w.-]{1,60})["'\])]{0,2}\s*(?:=>|:=|[:=,])\s*@?(["'`]?)([^\s"'`,;<>(){}]{8,200})/g;
/** `<string name="api_key">value</string>`, `<add key="Password" value="..."/>`. */
const MARKUP = /(?:name|key)=["']([\w.-]{2,60})["'](?:\s+value=["']|\s*>)()([^\s"'<>]{8,200})/g;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CONNECTION = /(?:server|host|data source|uid|user id|accountname|endpoint|database)\s*=[^;]*;/i;
/** Services whose keys have no format of their own: the name and a random value together tell. */
const VENDOR =
  /heroku|snyk|sauce|sonar|hockeyapp|mailgun|twilio|datadog|newrelic|pagerduty|algolia|fastly|cloudflare|sendbird|asana|bitbucket|codecov|contentful|dropbox|facebook|intercom|jfrog|artifactory|launchdarkly|netlify|okta|plaid|travis|trello|twitch|twitter|zendesk|rollbar|bugsnag|segment|mixpanel|amplitude|airtable|circleci/i;

/** A script within something else: user data of a machine, commands of a build. */
const EXPORT = /\bexport\s+\w+=/;

/** What only events that were recorded, to try a function with, have in them. */
const EVENT_PARTS =
  /"(?:requestContext|isBase64Encoded|eventSource|eventSourceARN|eventVersion|detail-type|multiValueHeaders|userIdentity|selectionSetList|invocationId|x-amzn-trace-id|x-forwarded-for|x-amz-cf-id)"\s*:/i;
/** Keys and tokens that were valid for an hour when the event was recorded. */
const PASSED = /ASIA[A-Z0-9]{16}|eyJ[\w-]+\.eyJ/;

function isRecordedEvent(file: string, text: string): boolean {
  return /\.json$/i.test(file) && EVENT_PARTS.test(text);
}

export function isSecretTextFile(path: string): boolean {
  return SETTINGS.test(path) && !NOT_READ.test(path);
}

/** `formatsOnly`: what has a reader of its own, whose named values that one knows better. */
export function scanText(file: string, text: string, { formatsOnly }: { formatsOnly: boolean }): readonly SecretText[] {
  if (text.length > MAX_SECRET_TEXT) return [];
  const mayHoldKey = MAY_HOLD_KEY.test(text);
  const isRecord = isRecordedEvent(file, text);
  const asFormatsOnly = formatsOnly || isRecord;
  if (!mayHoldKey && asFormatsOnly && !EXPORT.test(text)) return [];
  const found: SecretText[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (let number = 0; number < lines.length && found.length < MAX_FOUND; number++) {
    const line = lines[number] ?? "";
    if (line.length < 8 || line.length > MAX_LINE) continue;
    if (isRecord && PASSED.test(line)) continue;
    const secret =
      (mayHoldKey && MAY_HOLD_KEY.test(line) ? byFormat(file, lines, number) : undefined) ??
      (asFormatsOnly && !EXPORT.test(line) ? undefined : byName(file, line, number));
    if (secret) found.push(secret);
  }
  return found;
}

function byFormat(file: string, lines: readonly string[], number: number): SecretText | undefined {
  const line = lines[number] ?? "";
  // A private key goes on over the lines below.
  const more = line.includes("PRIVATE KEY") ? lines.slice(number, number + 12).join("\n") : line;
  const whole = detectSecret("", more);
  if (!whole) return undefined;
  // A password alone on its line is a setting like others, and is looked at by its name.
  if (whole.what.endsWith("connection string") && !CONNECTION.test(line)) return undefined;
  const matched = KEY_FORMATS.find(({ pattern }) => pattern.test(more));
  const match = matched && matched.pattern.exec(more);
  const text = (match?.[0] ?? line.trim()).split("\n")[0] ?? "";
  const start = Math.max(line.indexOf(text), 0);
  return { file, ...whole, at: [number, start, number, Math.min(start + text.length, line.length)] };
}

function byName(file: string, line: string, number: number): SecretText | undefined {
  for (const pattern of [ASSIGNMENT, MARKUP]) {
    for (const match of line.matchAll(pattern)) {
      const [whole, name = "", quote = "", value = ""] = match;
      // Without quotes it may be a variable; what is random is none, and settings have no variables.
      const isPlain =
        quote !== "" || pattern === MARKUP || /\.(?:env|ini|properties|cfg|conf|ya?ml|toml)$|\.env/i.test(file);
      if (!isPlain && (IDENTIFIER.test(value) || (!isRandom(value) && !isMixed(value)))) continue;
      const secret = detectSecret(name, value) ?? byVendor(name, value);
      if (!secret || secret.confidence === "low") continue;
      const start = match.index + whole.length - value.length;
      return { file, ...secret, at: [number, start, number, start + value.length] };
    }
  }
  return undefined;
}

/** `getPasswordFromVault2`, `config.password1`. */
const IDENTIFIER = /[.()]|^[a-z]+(?:[A-Z][a-z]+)+\d*$/;

function isMixed(value: string): boolean {
  return (
    /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && value.length >= 12 && !IDENTIFIER.test(value)
  );
}

function byVendor(name: string, value: string): ReturnType<typeof detectSecret> {
  if (!VENDOR.test(name) || !/key|token|secret|api|auth|^\w+$/i.test(name)) return undefined;
  if (!UUID.test(value) && !/^[0-9a-f]{32,64}$/i.test(value)) return undefined;
  return detectSecret("api_key", value.replaceAll("-", ""));
}
