// Libraries that read secrets out of a store for the code.
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { labelled, type Value } from "../domain/value.ts";
import { optionHolds } from "../sinks/given.ts";
import { readSecret } from "./secrets.ts";

/** Calls of libraries that give back a secret. Sources: Powertools for AWS Lambda, "Parameters"; README of aws-secretsmanager-caching. */
const SECRET_CALLS =
  /^(@aws-lambda-powertools\/parameters\/secrets\.(getSecret|SecretsProvider\(\)\.get)|aws_lambda_powertools\.utilities\.parameters\.(get_secret|SecretsProvider\(\)\.get)|aws_secretsmanager_caching\.SecretCache\(\)\.get_secret_(string|binary))$/;
const DECRYPTED_CALLS =
  /^(@aws-lambda-powertools\/parameters\/ssm\.(getParameters?|SSMProvider\(\)\.get(Multiple)?)|aws_lambda_powertools\.utilities\.parameters\.(get_parameters?|SSMProvider\(\)\.get(_multiple)?))$/;

/** What `getSecret("db")` of a library gives. */
export function secretCall(machine: Machine, api: string, args: CallArguments, site: CallSite): Value | undefined {
  const isDecrypted =
    DECRYPTED_CALLS.test(api) && optionHolds(machine, { option: "decrypt", equals: [true] }, args) === "yes";
  if (!isDecrypted && !SECRET_CALLS.test(api)) return undefined;
  const at = machine.place(site.at);
  return labelled(readSecret(machine, site.node, [], at));
}
