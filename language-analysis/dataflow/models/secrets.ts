// Where secrets come from: secret stores, decryption, environment variables that are named as secrets.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Input } from "../across/signed-links.ts";
import type { Machine } from "../interpret/machine.ts";
import type { Labels } from "../domain/label.ts";
import { makeLabel, singleLabel } from "../domain/label.ts";

/** Operations of AWS that give back a secret, and the parts of the answer that hold it. Source: API references of the services. */
const SECRET_READS: Readonly<Record<string, readonly string[] | undefined>> = {
  getsecretvalue: ["SecretString", "SecretBinary"],
  batchgetsecretvalue: ["SecretValues.*.SecretString", "SecretValues.*.SecretBinary"],
  decrypt: ["Plaintext"],
  generatedatakey: ["Plaintext"],
};
/** Those that give it in plain text when they are told to decrypt it. */
const DECRYPTED_READS: Readonly<Record<string, readonly string[] | undefined>> = {
  getparameter: ["Parameter.Value"],
  getparameters: ["Parameters.*.Value"],
  getparametersbypath: ["Parameters.*.Value"],
};

/** Names of variables that hold secrets. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|SECRET_KEY|SECRETKEY|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?)$/;
/** Names of what is no secret itself: the name of a secret, its address, its ciphertext. */
const REFERENCE =
  /(^|_)(ARN|NAME|ID|PATH|URL|URI|REGION|TABLE|BUCKET|STAGE|KMS|ENCRYPTED|ENC|CIPHERTEXT)(_|$)|_TABLE$|TABLE_NAME/;

export function secretLabels(
  machine: Machine,
  operation: string,
  input: Input,
  node: object,
  at: SourceRange,
): Labels | undefined {
  const isDecrypted = input("WithDecryption")?.literals?.includes(true) === true;
  const parts =
    (Object.hasOwn(SECRET_READS, operation) ? SECRET_READS[operation] : undefined) ??
    (isDecrypted ? DECRYPTED_READS[operation] : undefined);
  return parts && readSecret(machine, node, parts, at);
}

/** `process.env.DB_PASSWORD`. */
export function secretVariable(machine: Machine, path: string, at: SourceRange): Labels | undefined {
  const [, name] = /^(?:process\.env|os\.environ)\.(\w+)$/.exec(path) ?? [];
  if (name === undefined || !SECRET_NAME.test(name) || REFERENCE.test(name)) return undefined;
  return labelsOf(machine, `secret ${path}`, [], at, "An environment variable that is named as a secret is read here");
}

/** What a call gives, of which `parts` are secret, or all of it. */
export function readSecret(machine: Machine, node: object, parts: readonly string[], at: SourceRange): Labels {
  return labelsOf(machine, `secret ${machine.siteOf(node)}`, parts, at, "A secret is read here");
}

function labelsOf(machine: Machine, key: string, parts: readonly string[], at: SourceRange, text: string): Labels {
  const origin = machine.origin(key, (id) => ({
    id,
    kind: "secret",
    doubt: 0,
    part: (path) =>
      parts.length === 0 || parts.some((part) => isWithin(path, part)) ? { trust: "internal" } : undefined,
  }));
  const trace = { before: undefined, length: 1, at, message: say(text) };
  return singleLabel(makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: 0, trace }));
}

/** The path leads to the part, or into it. */
function isWithin(path: readonly string[], part: string): boolean {
  const wanted = part.split(".");
  return path.slice(0, wanted.length).every((name, index) => wanted[index] === "*" || wanted[index] === name);
}
