// Parameters of AWS operations that are interpreted, whatever SDK calls them.
import type { Expression } from "../../model/program.ts";
import { mapLabels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { AWS_SINKS } from "../tables/aws-sinks.ts";
import type { AwsSink } from "../tables/schema.ts";
import { labelsFor } from "./check.ts";
import { givenAt, partAt, type Given } from "./given.ts";
import { reportLabels } from "./report.ts";

/** An operation of AWS as a call names it, small and without punctuation: `rdsdata`, `executestatement`. */
export interface AwsOperation {
  /** Empty when it is not known. */
  readonly service: string;
  readonly operation: string;
}

/**
 * `aws-sdk.RDSDataService().executeStatement`, `@aws-sdk/client-rds-data.ExecuteStatementCommand`, `boto3.client(rds-data).execute_statement`.
 */
export function awsOperation(api: string): AwsOperation {
  const operation = plain(api.slice(api.lastIndexOf(".") + 1)).replace(/command$/, "");
  const [, v3, v2, boto] =
    /^@aws-sdk\/(?:client|lib)-([\w-]+)|^aws-sdk(?:\/clients\/|\.)(\w+)|\b(?:client|resource)\(([\w-]+)\)/.exec(api) ??
    [];
  const service = plain(v3 ?? v2 ?? boto ?? "").replace(/service$/, "");
  return { service: ALIASES[service] ?? service, operation };
}

const ALIASES: Readonly<Record<string, string | undefined>> = {
  storage: "s3",
  sfn: "stepfunctions",
  events: "eventbridge",
  cloudwatchevents: "eventbridge",
  iotdataplane: "iotdata",
  sesv2: "ses",
};

function plain(name: string): string {
  return name.replace(/[_-]/g, "").toLowerCase();
}

const rowsByOperation = new Map<string, AwsSink[]>();
for (const row of AWS_SINKS) {
  for (const name of row.operations) rowsByOperation.set(name, [...(rowsByOperation.get(name) ?? []), row]);
}

export function checkAwsSinks(machine: Machine, api: string, args: CallArguments, site: CallSite): void {
  const { service, operation } = awsOperation(api);
  for (const row of rowsByOperation.get(operation) ?? []) {
    if (row.services && service !== "" && !row.services.includes(service)) continue;
    const found = row.parameters.flatMap((parameter) => parameterAt(machine, api, row, parameter, args, site));
    const byPlace =
      row.position === undefined ? undefined : givenAt({ index: row.position - knownBefore(api) }, args, site);
    for (const given of byPlace ? [...found, byPlace] : found) {
      reportLabels(machine, api, row, labelsFor(machine, row.kind, given.value), given, site, 0);
    }
  }
}

/** Arguments of a helper that the resource knows by itself: its bucket, and the key of an object. */
function knownBefore(api: string): number {
  return /\.Object(Summary)?\(\)\.\w+$/.test(api) ? 2 : /\.Bucket\(\)\.\w+$/.test(api) ? 1 : 0;
}

/** What an unknown function has made of data has no part of which it is known that the sender chooses it. */
function withoutGuesses(input: Value): Value {
  return { ...input, labels: mapLabels(input.labels, (label) => (label.doubt > 0 ? undefined : label)) };
}

/** The parameter in the input object, or as a keyword argument. */
function parameterAt(
  machine: Machine,
  api: string,
  { isWritten }: AwsSink,
  parameter: string,
  args: CallArguments,
  site: CallSite,
): readonly Given[] {
  const [first = "", ...rest] = parameter.split(".");
  const named = args.named.get(first);
  const written: Expression | undefined = site.arguments.find(({ name }) => name === first)?.value;
  // The SDK for Python takes parameters by name only.
  const given = /^(boto|aioboto)/.test(api) ? args.keywords : args.positional[0];
  const input = given && withoutGuesses(given);
  return [
    ...(named ? [partAt(machine, named, rest, written, isWritten)] : []),
    ...(input && !named ? [partAt(machine, input, [first, ...rest], site.arguments[0]?.value, isWritten)] : []),
  ].filter((one) => one !== undefined);
}
