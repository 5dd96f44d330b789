// What the AWS SDKs (JavaScript v2 and v3, boto3) give back. Answers are not made of the arguments; content that others store is a source.
import { say } from "../../model/message.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { inputOf, storedLabels } from "../across/sending.ts";
import type { Input } from "../across/signed-links.ts";
import { deepLabels } from "../interpret/memory.ts";
import { EMPTY_OBJECT } from "../domain/heap.ts";
import type { Label, Labels } from "../domain/label.ts";
import { joinLabels, makeLabel, NO_LABELS, withStep } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { joinValues, knownText, labelled, library, UNKNOWN } from "../domain/value.ts";
import { canonicalApi } from "../tables/api-names.ts";
import { CONTENT_READS, LISTINGS } from "../tables/aws-content.ts";
import { MODEL_OPERATIONS } from "../tables/model-answers.ts";
import { ERROR_PARAMETER } from "../tables/errors.ts";
import { awsOperation, checkAwsSinks } from "../sinks/aws.ts";
import { failureLabels } from "./failures.ts";
import { fillFile, writeFile } from "./files.ts";
import { answerLabels } from "./model-answers.ts";
import { secretLabels } from "./secrets.ts";
import { callBack, errorAt } from "./promises.ts";

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
  const [first] = args.positional;
  // Version 3 sends commands that are made before.
  if (/Command$/.test(api)) return first ? { ...made, madeOf: first } : made;
  const command = operation === "send" ? first?.callables.find((one) => one.kind === "library")?.path : undefined;
  const read = command === undefined ? operation : awsOperation(command.replace(/\(\)$/, "")).operation;
  let labels: Labels = receiver ? receiver.labels : NO_LABELS;
  if (operation === "send") labels = joinLabels(labels, first?.labels ?? NO_LABELS);
  labels = joinLabels(labels, readLabels(machine, api, read, receiver, args, site));
  if (MODEL_OPERATIONS.has(read)) labels = joinLabels(labels, answerLabels(machine, args, site));
  const input = inputOf(machine, args, site, receiver);
  labels = joinLabels(labels, secretLabels(machine, read, input, site.node, machine.place(site.at)) ?? NO_LABELS);
  labels = joinLabels(labels, failureLabels(machine, read, input, site.node, machine.place(site.at)) ?? NO_LABELS);
  const result = labels.size === 0 ? { ...made, literals: undefined } : joinValues(labelled(labels), made);
  args.positional.forEach((value, index) => {
    if (!isCallback(value)) return;
    const isError = value.callables.some((one) => {
      const parameters = one.kind === "closure" ? one.module.functions[one.index]?.parameters : undefined;
      return parameters && (parameters.length > 1 || ERROR_PARAMETER.test(nameOfFirst(parameters[0]?.pattern)));
    });
    const data = { ...result, literals: undefined };
    machine.branch([
      () => undefined,
      () => void callBack(machine, value, isError ? [errorAt(machine, site, index), data] : [UNKNOWN, data], site),
    ]);
  });
  // An object of a resource keeps what it was made of: its key, which it tells too.
  if (KEYED_OBJECTS.has(operation)) {
    const madeOf = keyedObject(machine, args, site);
    return { ...result, refs: madeOf.refs, madeOf };
  }
  return result;
}

/** A command or a client that is passed on can't be called. */
function isCallback({ callables }: Value): boolean {
  return callables.some((one) => one.kind !== "library" || !isAws(one.path));
}

const KEYED_OBJECTS: ReadonlySet<string> = new Set(["object", "objectsummary"]);

/** `s3.Object(bucket, key)`, `bucket.Object(key)`: the parameter of its operations, and its attributes `key` and `bucket_name`. */
function keyedObject(machine: Machine, args: CallArguments, site: CallSite): Value {
  const key = args.named.get("key") ?? args.positional.at(-1) ?? UNKNOWN;
  const bucket = args.named.get("bucket_name") ?? (args.positional.length > 1 ? args.positional[0] : undefined);
  const slots = new Map([
    ["Key", { value: key }],
    ["key", { value: key }],
    ["bucket_name", { value: bucket ?? UNKNOWN }],
  ]);
  return machine.allocate(site.arguments, { ...EMPTY_OBJECT, slots });
}

/** What others have stored and the call reads. Where the map knows the place, it knows what is in it. */
function readLabels(
  machine: Machine,
  api: string,
  operation: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Labels {
  const input = inputOf(machine, args, site, receiver);
  const links = machine.wire?.linksAt(machine.place(site.at));
  let labels = NO_LABELS;
  let isOutside = !links;
  const isRefused = links !== undefined && links.length > 0 && links.every((link) => link.isForbidden);
  for (const link of links ?? []) {
    if (link.isForbidden) continue;
    const stored = machine.wire && storedLabels(machine, machine.wire, link, input, site);
    if (stored) labels = joinLabels(labels, stored);
    if (CONTENT_READS.has(operation) && machine.wire?.isOpen(link.target.id))
      labels = joinLabels(labels, openLabels(machine, link.target.name, site));
    isOutside ||= machine.wire?.isFilledOutside(link.target.id) ?? true;
  }
  // `get` reads an object of S3 where it is a method of one; of tables it reads an item.
  const isContent = operation !== "get" || receiver?.madeOf !== undefined;
  if (labels.size === 0 && isContent && !isRefused) {
    // Whoever chooses the object chooses what is read, even when the app has written it.
    labels = contentLabels(machine, operation, input, site);
    if (isOutside) labels = joinLabels(labels, listingLabels(machine, api, operation, site));
  }
  const filename = /^download/.test(operation) ? (input("Filename") ?? input("Fileobj")) : undefined;
  if (filename && labels.size > 0) {
    const content = labelled(labels);
    if (filename.refs.length > 0) fillFile(machine, filename, content);
    else writeFile(machine, filename, content);
  }
  return labels;
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
function contentLabels(machine: Machine, operation: string, input: Input, site: CallSite): Labels {
  if (!CONTENT_READS.has(operation)) return NO_LABELS;
  const key = input("Key");
  let result = NO_LABELS;
  for (const label of (key ? deepLabels(machine, key) : NO_LABELS).values()) {
    if (label.origin.kind === "event") result = joinLabels(result, single(contentOf(machine, label, site)));
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

/** Content of a store that anybody may fill: mails that a rule stores, objects of a bucket that is open for writing. */
function openLabels(machine: Machine, name: string, site: CallSite): Labels {
  const origin = machine.origin(`open content ${machine.siteOf(site.node)}`, (id) => ({
    id,
    kind: "stored",
    doubt: 0,
    part: (path) => (METADATA.has(path[0] ?? "") ? undefined : { trust: "internet" }),
  }));
  const message = say("is read from {0}, which anybody may fill", name);
  const trace = { before: undefined, length: 1, at: machine.place(site.at), message };
  return single(makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: 0, trace }));
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
  const listing = Object.hasOwn(LISTINGS, operation) ? LISTINGS[operation] : undefined;
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
