// What the AWS SDKs (JavaScript v2 and v3, boto3) give back. Answers are not made of the arguments; content that others store is a source.
import { say } from "../../model/message.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { deepLabels, readProperty } from "../interpret/memory.ts";
import type { Label, Labels } from "../domain/label.ts";
import { joinLabels, makeLabel, NO_LABELS, withStep } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { joinValues, knownText, labelled, library, UNKNOWN } from "../domain/value.ts";
import { canonicalApi } from "../tables/api-names.ts";
import { CONTENT_READS, LISTINGS } from "../tables/aws-content.ts";
import { ERROR_PARAMETER } from "../tables/errors.ts";
import { awsOperation, checkAwsSinks } from "../sinks/aws.ts";
import { callBack, errorAt, isCallable } from "./promises.ts";

export function isAws(api: string): boolean {
  return /^(aws-sdk|@aws-sdk\/|boto3|aioboto3|aiobotocore|botocore|aws-xray-sdk)/.test(api);
}

export function callAws(
  machine: Machine,
  api: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Value {
  checkAwsSinks(machine, api, args, site);
  const { operation } = awsOperation(api);
  const made = library(canonicalApi(`${api}${clientName(operation, args)}`));
  let labels: Labels = receiver ? receiver.labels : NO_LABELS;
  if (operation === "send") labels = joinLabels(labels, args.positional[0]?.labels ?? NO_LABELS);
  labels = joinLabels(labels, contentLabels(machine, operation, args, site));
  labels = joinLabels(labels, listingLabels(machine, api, operation, site));
  const result = labels.size === 0 ? { ...made, literals: undefined } : joinValues(labelled(labels), made);
  args.positional.forEach((value, index) => {
    if (!isCallable(value)) return;
    const isError = value.callables.some(
      (one) =>
        one.kind === "closure" &&
        ERROR_PARAMETER.test(nameOfFirst(one.module.functions[one.index]?.parameters[0]?.pattern)),
    );
    const data = { ...result, literals: undefined };
    machine.branch([
      () => undefined,
      () => void callBack(machine, value, isError ? [errorAt(machine, site, index), data] : [UNKNOWN, data], site),
    ]);
  });
  return result;
}

/** `boto3.client("s3")` is remembered as `boto3.client(s3)`. */
function clientName(operation: string, args: CallArguments): string {
  if (operation !== "client" && operation !== "resource") return "()";
  const service = args.named.get("service_name") ?? args.positional[0];
  const name = service && knownText(service);
  return name !== undefined && /^[\w-]+$/.test(name) ? `(${name})` : "()";
}

function nameOfFirst(pattern: { readonly kind: string; readonly name?: string } | undefined): string {
  return pattern?.kind === "name" ? (pattern.name ?? "") : "";
}

/** Content of an object whose key the event names: whoever put it there chose it. */
function contentLabels(machine: Machine, operation: string, args: CallArguments, site: CallSite): Labels {
  const read = CONTENT_READS[operation];
  if (!read) return NO_LABELS;
  const [first] = args.positional;
  const given = [
    args.named.get(read.key),
    first && first.refs.length > 0 ? readProperty(machine, first, read.key) : undefined,
    read.position === undefined ? undefined : args.positional[read.position],
  ];
  const keys = given.reduce<Labels>(
    (all, value) => joinLabels(all, value ? deepLabels(machine, value) : NO_LABELS),
    NO_LABELS,
  );
  let result = NO_LABELS;
  for (const key of keys.values()) {
    if (key.origin.kind === "event") result = joinLabels(result, single(contentOf(machine, key, site)));
  }
  return result;
}

function contentOf(machine: Machine, key: Label, site: CallSite): Label {
  const facts = key.origin.part(key.path);
  const origin = machine.origin(`content ${machine.siteOf(site.node)}`, (id) => ({
    id,
    kind: "stored",
    doubt: 0,
    part: (path) => (METADATA.has(path[0] ?? "") ? undefined : (facts ?? { trust: "internal" })),
  }));
  const stepped = withStep(key, machine.place(site.at), say("chooses the object whose content is read here"));
  return makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: key.doubt, trace: stepped.trace });
}

/** Parts of an answer that the service makes. */
const METADATA: ReadonlySet<string> = new Set([
  "ResponseMetadata",
  "$metadata",
  "ETag",
  "ContentLength",
  "LastModified",
  "VersionId",
  "content_length",
  "last_modified",
  "e_tag",
]);

/** Names of objects in a bucket, messages in a queue: chosen by whoever may write there. */
function listingLabels(machine: Machine, api: string, operation: string, site: CallSite): Labels {
  const listing = LISTINGS[operation];
  if (!listing) return NO_LABELS;
  const origin = machine.origin(`listing ${machine.siteOf(site.node)}`, (id) => ({
    id,
    kind: "stored",
    doubt: listing.doubt,
    part: (path) => {
      const named = path.filter((part) => !/^(\d+|\*)$/.test(part));
      const isPart = named.every((part, index) => listing.path[index] === undefined || listing.path[index] === part);
      return isPart ? { trust: "internal", trigger: listing.trigger } : undefined;
    },
  }));
  const trace = {
    before: undefined,
    length: 1,
    at: machine.place(site.at),
    message: say(listing.says, api.slice(api.lastIndexOf(".") + 1)),
  };
  return single(makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: listing.doubt, trace }));
}

function single(label: Label): Labels {
  return new Map([[label.key, label]]);
}
