// Whether a text is a credential: by its own format, or by the name it is given to and how it looks.
import type { Confidence } from "../model/app-map.ts";
import { say, type Message } from "../model/message.ts";
import {
  CONNECTION_PASSWORD,
  HEADER_CREDENTIAL,
  KEY_FORMATS,
  KEYWORD_PASSWORD,
  MAY_HOLD_KEY,
  URL_PASSWORD,
} from "./provider-keys.ts";
import { wordsOf } from "../model/words.ts";
import { secretNameStrength } from "./secret-names.ts";

export interface DetectedSecret {
  /** What it is, as a noun phrase: `Stripe key`, `password in a URL`, `value of API_KEY`. */
  readonly what: string;
  readonly confidence: Confidence;
  readonly reason: Message;
}

/** Undefined for placeholders, references, names of secrets, labels, paths, hashes and everything else that protects nothing. */
export function detectSecret(name: string, value: string): DetectedSecret | undefined {
  if (value === "") return undefined;
  const found = (MAY_HOLD_KEY.test(value) ? byFormat(value) : undefined) ?? byName(name, value) ?? byHabit(value);
  // Last, because most texts are no secret and need no such question.
  return found && !isPlaceholder(value.replace(ODBC_DRIVER, "")) ? found : undefined;
}

/** Its name stands in braces, as stand-ins do. */
const ODBC_DRIVER = /\bdriver=\{[^}]*\}/i;

function byFormat(value: string): DetectedSecret | undefined {
  const format = KEY_FORMATS.find(({ pattern }) => pattern.test(value));
  if (!format) return embeddedPassword(value);
  const confidence = format.name === "signed token" || format.name === "Google API key" ? "medium" : "high";
  return { what: format.name, confidence, reason: say("It has the format of a {0}.", format.name) };
}

function byName(name: string, value: string): DetectedSecret | undefined {
  if (/^authorization$/i.test(name)) return headerCredential(value);
  const strength = secretNameStrength(name);
  if (!strength || (isNoSecret(value) && !isLikeAwsSecret(name, value)) || looksLikeName(name, value)) return undefined;
  // A short word is a password only when it is called one.
  const isPlainWord = KIND_OF_FIELD.test(value) || (/^[a-z]+$/.test(value) && !isPassword(name));
  if (value.length < SHORT && (strength !== "high" || isPlainWord)) return undefined;
  const confidence = confidenceOf(strength, value);
  return (
    confidence && {
      what: `value of ${name}`,
      confidence,
      reason: say("The name {0} says that its value is a secret.", name),
    }
  );
}

/** `Basic dXNlcjpwYXNz`, `Bearer 5f2c...`: letters and digits, no word. */
function headerCredential(value: string): DetectedSecret | undefined {
  const credential = HEADER_CREDENTIAL.exec(value)?.[1];
  if (credential === undefined || !/\d/.test(credential) || !/[a-z]/i.test(credential)) return undefined;
  return {
    what: "credential in a header",
    confidence: isRandom(credential) ? "high" : "medium",
    reason: say("Requests send it as their Authorization."),
  };
}

/** Below it a value is taken for a secret only where its name is certain. */
const SHORT = 8;
/** What schemas, forms and queries say of a field that is called `password`. */
const KIND_OF_FIELD =
  /^(?:string|str|text|char|hash|hashed|plain|hidden|field|input|varchar|bytes?|binary|object|bool(?:ean)?|number|int|any|null|void|empty|blank|true|false|unset|undef|prompt|required|optional|short|weak|strong|wrong|bad|invalid|missing|reset|change|update|login|email|user|name|label|title|auth|mask|masked|yes|none|self|lock|show|hide|type|value|data|body|json|form|file|path|env|vault|read|write|basic|grant)$/i;

/** Forty characters of base64, slashes among them, which a path has too. */
function isLikeAwsSecret(name: string, value: string): boolean {
  return /^[A-Za-z0-9+/]{40}$/.test(value) && /\d/.test(value) && /[A-Z]/.test(value) && /secret|access/i.test(name);
}

function byHabit(value: string): DetectedSecret | undefined {
  return MADE_UP.test(value)
    ? { what: "password", confidence: "medium", reason: say("It looks like a password that somebody made up.") }
    : undefined;
}

/** What people choose when they have to: the word itself and some digits. One digit may number a field (`password2`). */
const MADE_UP = /^(?:super|my|the|top)?[-_]?(?:secret|passw(?:or)?d|p[a@4]s{1,2}w[o0]rd)[-_!@#$]?\d{2,}[!@#$%]*$/i;

function embeddedPassword(value: string): DetectedSecret | undefined {
  for (const [pattern, what] of [
    [URL_PASSWORD, "password in a URL"],
    [CONNECTION_PASSWORD, "password in a connection string"],
    [KEYWORD_PASSWORD, "password in a connection string"],
  ] as const) {
    const password = pattern.exec(value)?.[1];
    if (password === undefined || isPlaceholder(password) || isGenericWord(password)) continue;
    if (/@(localhost|127\.0\.0\.1)\b/.test(value)) continue;
    return { what, confidence: "high", reason: say("It holds a password.") };
  }
  return undefined;
}

const PLACEHOLDER =
  /example|change[-_ ]?me|change[-_ ]?this|place[-_ ]?holder|your[-_ ]|<[^>]*>|\$\{|\{\{|\{[a-z_]*\}|%\(|%s|x{4,}|\*{3,}|\.{3}|dummy|sample|todo|replace|insert|redacted|fake|mock|not[-_ ]?(?:set|used|needed|a[-_ ]real)|^none$|^(?:0x)?(.)\1+$/i;

/** Documented stand-ins and references; nobody signs in with them. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || (value.length >= 16 && ALPHABETS.some((all) => all.includes(value.toLowerCase())));
}

/** Who fills a field with the alphabet keeps no secret in it. */
const ALPHABETS = [
  "abcdefghijklmnopqrstuvwxyz0123456789",
  "0123456789abcdefghijklmnopqrstuvwxyz",
  "1234567890abcdefghij",
];

function isGenericWord(value: string): boolean {
  return /^(user|username|pass|passwd|password|pwd|secret|token|key|host|test|string)$/i.test(value);
}

const NO_SECRET: readonly RegExp[] = [
  /\s/, // Sentences, labels, messages; passphrases of several words are missed.
  /^\$/, // References and paths in JSON.
  /^pub[-_]?[0-9a-f]{16,}$/i, // Public halves.
  /^(arn|urn|ssm|http|https|s3|file|data|ref|env|vault):/i,
  /^\{?resolve:/i,
  /^(\/|\.{1,2}\/|~\/|[A-Za-z]:\\)/,
  /^[\w.-]+(\/[\w.-]+)+$/, // Paths, parameter names, media types.
  /^sha(1|256|384|512)-/,
  /^\$(2[aby]|argon2\w*|pbkdf2[\w-]*|[156])\$/, // Password hashes.
  /^(ssh-(rsa|ed25519)|-----BEGIN (CERTIFICATE|PUBLIC|RSA PUBLIC))/,
  /^[a-z]{2}(-[a-z]+)+-\d(_[A-Za-z0-9]+|:[0-9a-f-]{36})?$/, // Regions, Cognito pools.
  /^[\w.+-]+@[\w-]+\.[\w.]+$/,
  /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/, // Names of environment variables.
  /^\d{4}-\d\d-\d\d/,
  /[\\^]|\(\?|\[\w-\w\]/, // Regular expressions.
  /^(true|false|null|undefined|application|bearer|authorization|aws|kms)/i,
  /^AWS::/,
  /^[a-z][a-z0-9-]*:(?:[A-Z]\w*)?\*?$/, // IAM actions.
  /[({]\w*[)}]|=>|;$/, // Code and templates.
];

function isNoSecret(value: string): boolean {
  return NO_SECRET.some((pattern) => pattern.test(value));
}

const SECRET_WORD =
  /^(password|passwd|secret|secrets|token|tokens|key|keys|credential|credentials|auth|jwt|apikey|csrf|xsrf|cookie)$/;

/** `tokenKey = "auth_token"`: the value is the name of the thing, not the thing. Digits at the end are no name. */
function looksLikeName(name: string, value: string): boolean {
  if (/\d{2,}$/.test(value) || (/\d/.test(value) && !/^[a-z]+([-_.:][a-z0-9]+)*$/i.test(value))) return false;
  const words = wordsOf(value);
  if (words.join("") === wordsOf(name).join("")) return true;
  // The value of a password is only a name when it ends like one; many words without a separator are a phrase.
  if (isPassword(name) && words.length > 1 && !SECRET_WORD.test(words.at(-1) ?? "")) return false;
  if (secretNameStrength(name) === "high" && value.length >= 20 && /^[a-z]+$/i.test(value)) return false;
  return words.some((word) => SECRET_WORD.test(word)) || (words.length > 1 && !/\d/.test(value));
}

function isPassword(name: string): boolean {
  return /^(password|passwd|pwd|passphrase)$/.test(wordsOf(name).at(-1) ?? "");
}

/** Undefined when the value is too plain for a name that is not certain. */
function confidenceOf(strength: Confidence, value: string): Confidence | undefined {
  if (isRandom(value)) return "high";
  const hasLetters = /[a-z]/i.test(value);
  if (value.length < SHORT) return /[a-z]/i.test(value) && /\d/.test(value) ? "medium" : "low";
  // Letters and separators only may still be a word.
  const isMixed = hasLetters && /[^a-z_.-]/i.test(value);
  if (strength === "high") return isMixed ? "high" : hasLetters ? "low" : "medium";
  return isMixed && value.length >= 12 && /\d/.test(value) ? "medium" : undefined;
}

/** At least 16 characters, letters and digits, and more than 3.2 bits of entropy a character. */
export function isRandom(value: string): boolean {
  return value.length >= 16 && /[a-z]/i.test(value) && /\d/.test(value) && entropyOf(value) > 3.2;
}

/** Shannon entropy in bits a character. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / value.length) * Math.log2(count / value.length);
  return entropy;
}
