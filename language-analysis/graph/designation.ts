// What a text names: the service and the resource's name in ARNs, URLs and bare names. Texts may hold marks for parts that
// are not literal (`name-text.ts`); a mark holds no separator.
import { serviceWord } from "./services.ts";

export interface Designation {
  /** Node service word; absent for a bare name. */
  readonly service?: string;
  readonly name: string;
  /** Twelve digits, when the ARN says so. */
  readonly account?: string;
  /** Third-party host of a URL. */
  readonly host?: string;
}

/** Undefined for a text that names nothing (empty, a path, a sentence). */
export function designationOf(text: string): Designation | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 2048) return undefined;
  if (trimmed.startsWith("arn:")) return arnDesignation(trimmed);
  if (/^https?:\/\//.test(trimmed)) return urlDesignation(trimmed);
  return /\s/.test(trimmed) ? undefined : { name: trimmed };
}

/** Where in the resource part of an ARN the name stands: behind these words, up to the next `/` or `:`. */
const PREFIXES: Readonly<Record<string, RegExp>> = {
  dynamodb: /^table\/([^/]+)/,
  lambda: /^function:([^:]+)/,
  states: /^(?:stateMachine|execution|express):([^:]+)/,
  kinesis: /^stream\/([^/]+)/,
  firehose: /^deliverystream\/([^/]+)/,
  events: /^(?:event-bus|rule)\/([^/]+)/,
  secretsmanager: /^secret:([^:]+?)(?:-\?{6}|-?\*|-(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{6})?$/,
  ssm: /^parameter(\/?.+)$/,
  kms: /^(?:key|alias)\/(.+)$/,
  iam: /^(?:role|user)\/(?:.*\/)?([^/]+)$/,
  cognito: /^(?:userpool|identitypool)\/(.+)$/,
  es: /^domain\/([^/]+)/,
  rds: /^(?:db|cluster|proxy):([^:]+)/,
  logs: /^log-group:([^:]+)/,
  appsync: /^apis\/([^/]+)/,
  msk: /^cluster\/([^/]+)/,
  glue: /^(?:table\/[^/]+|database)\/([^/]+)/,
  athena: /^workgroup\/([^/]+)/,
  iot: /^(?:topic|topicfilter|rule)\/(.+)$/,
};

function arnDesignation(text: string): Designation | undefined {
  // An integration's address holds the function's own ARN.
  const invoked = /\/functions\/(.+?)\/invocations$/.exec(text)?.[1];
  if (invoked !== undefined) return designationOf(invoked);
  // A place that nothing filled in, such as `${AWS::Region}` in a text that is not substituted, is one part of the ARN.
  const parts = text.replace(/\$\{[^{}]*\}/g, (place) => place.replaceAll(":", "."));
  const [, , service = "", , account = "", ...rest] = parts.split(":");
  const resource = rest.join(":");
  const word = serviceWord(service);
  const known = PREFIXES[word];
  const name = known ? known.exec(resource)?.[1] : resource.split("/")[0];
  if (name === undefined || name === "") return undefined;
  return { service: word, name, ...(/^\d{12}$/.test(account) ? { account } : {}) };
}

const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/^([^.]+)\.execute-api\./, "apigateway"],
  [/^([^.]+)\.appsync-api\./, "appsync"],
  [/^([^.]+)\.lambda-url\./, "lambda"],
  [/^(.+?)\.s3(?:[.-][^/]*)?\.amazonaws\.com/, "s3"],
];

function urlDesignation(text: string): Designation | undefined {
  const [, host = "", path = ""] = /^https?:\/\/([^/?#]*)\/?([^?#]*)/.exec(text) ?? [];
  if (/^(?:sqs|queue)\.|\.queue\.amazonaws\.com$/.test(host)) {
    const [account = "", name] = path.split("/");
    if (name === undefined || name === "") return undefined;
    return { service: "sqs", name, ...(/^\d{12}$/.test(account) ? { account } : {}) };
  }
  for (const [pattern, service] of HOSTS) {
    const name = pattern.exec(host)?.[1];
    if (name !== undefined) return { service, name };
  }
  if (/^s3[.-]/.test(host)) return path === "" ? undefined : { service: "s3", name: path.split("/")[0] ?? path };
  return host === "" ? undefined : { name: host, host };
}
