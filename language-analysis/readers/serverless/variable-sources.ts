// One entry for each variable source. A text as result is the reason why there is no value: the fallback is tried then.
// Source: Serverless Framework documentation, "Variables".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { assume, referenceValue, textValue } from "../make-values.ts";
import { word } from "../walk-values.ts";
import { composedParameter } from "./compose.ts";
import { constructKey } from "./constructs.ts";
import { DEFAULT_REGION, DEFAULT_STAGE } from "./names.ts";
import { isScript } from "./scripts.ts";
import type { Variables } from "./variables.ts";

export interface SourceCall {
  readonly variables: Variables;
  readonly address: string;
  readonly parameters: string;
  readonly at: SourceRange;
  /** Another source is tried when this one has no value. */
  readonly hasFallback: boolean;
}

type SourceReader = (call: SourceCall) => Value | string;

export const VARIABLE_SOURCES: ReadonlyMap<string, SourceReader> = new Map<string, SourceReader>([
  ["self", readSelf],
  ["opt", readOption],
  ["sls", readService],
  ["env", ({ address }) => `environment variable ${address} is only known when it is deployed`],
  ["file", readFile],
  ["param", readParameter],
  ["ssm", readStoredValue],
  ["cf", readStackOutput],
  ["output", readStackOutput],
  ["state", readStackOutput],
  ["s3", () => "the content of an object in a bucket"],
  ["git", () => "a fact of the repository's history"],
  ["aws", readAccount],
  ["construct", readConstruct],
  ["strToBool", readBoolean],
  ["terraform", () => "an output of Terraform"],
  ["vault", () => "a value in a vault"],
  ["doppler", () => "a value in a secret store"],
]);

function readBoolean({ parameters, address, at }: SourceCall): Value | string {
  const text = (parameters || address).trim().replace(/^(["'])(.*)\1$/, "$2");
  if (/^(true|1)$/i.test(text)) return { kind: "boolean", value: true, at };
  if (/^(false|0|null|)$/i.test(text)) return { kind: "boolean", value: false, at };
  return `${text} is neither true nor false`;
}

function selfValue({ variables, at }: SourceCall, address: string): Value | undefined {
  return variables.evaluateAddress(`self:${address}`, at, () => {
    const start = variables.startOf("self", "");
    return start && variables.nodeAt(start, address);
  });
}

function readSelf(call: SourceCall): Value | string {
  const { address, at } = call;
  if (address === "") return "the whole configuration";
  const found = selfValue(call, address);
  if (found && found.kind !== "null") return found;
  if (address === "provider.stage") return assume(textValue(DEFAULT_STAGE, at), "default stage");
  if (address === "provider.region") return assume(textValue(DEFAULT_REGION, at), "default region");
  if (address === "service.name") {
    const service = selfValue(call, "service");
    if (service) return service;
  }
  return `${address} is not set`;
}

function readOption(call: SourceCall): Value | string {
  // What is given on the command line is not known.
  return `option --${call.address} is only given on the command line`;
}

function readService(call: SourceCall): Value | string {
  if (call.address !== "stage") return `${call.address} of the deployment`;
  return stageOf(call);
}

function stageOf(call: SourceCall): Value {
  const stage = selfValue(call, "provider.stage");
  return stage && word(stage) !== undefined ? stage : assume(textValue(DEFAULT_STAGE, call.at), "default stage");
}

function readFile(call: SourceCall): Value | string {
  const { variables, address, parameters, at } = call;
  const path = variables.pathOf(parameters);
  if (path === undefined) return `${parameters} is no file of the workspace`;
  const isCode = isScript(path);
  if (isCode || /\.(ya?ml|json)$/i.test(path)) {
    const found = variables.evaluateAddress(`file(${path}):${address}`, at, () => {
      const start = variables.startOf("file", parameters);
      return start && variables.nodeAt(start, address);
    });
    if (found) return found;
    if (isCode && variables.companions.text(path) !== undefined) return `${path} is code, which is not executed`;
    return variables.companions.isMissing(path) && !call.hasFallback
      ? variables.unresolved("missing-file", `\${file(${parameters})}`, `${path} is not in the workspace`, at)
      : `${address} is not set in ${path}`;
  }
  const text = variables.companions.text(path);
  return text === undefined ? `${path} is not in the workspace` : textValue(text.trimEnd(), at);
}

/** Stage parameters: those of the stage, then the default ones. */
function readParameter(call: SourceCall): Value | string {
  const stage = word(stageOf(call)) ?? DEFAULT_STAGE;
  for (const section of [`params.${stage}`, `stages.${stage}.params`, "params.default", "stages.default.params"]) {
    const found = selfValue(call, `${section}.${call.address}`);
    if (found && found.kind !== "null") return assume(found, `stage ${stage}`);
  }
  return composedParameter(call) ?? `parameter ${call.address} is not set in the configuration`;
}

function readStoredValue({ address, at }: SourceCall): Value {
  const name = address.replace(/~(true|false|split)(?=\.|$)/, "");
  const secret = /^\/aws\/reference\/secretsmanager\/(.+)$/.exec(name)?.[1];
  return secret === undefined
    ? referenceValue({ by: "stored-value", service: "ssm", name }, at)
    : referenceValue({ by: "stored-value", service: "secretsmanager", name: secret }, at);
}

function readStackOutput({ address, at }: SourceCall): Value {
  return referenceValue({ by: "export", name: textValue(address, at) }, at);
}

/** An output of a construct stands for the construct. */
function readConstruct({ address, at, variables }: SourceCall): Value {
  const [name = "", output = ""] = address.split(".");
  const attribute = /arn$/i.test(output) ? { attribute: "Arn" } : {};
  const { file } = variables;
  return referenceValue({ by: "logical-id", file, logicalId: constructKey(name), ...attribute }, at);
}

/** Facts of the account; from version 4 also what is kept in it: `${aws:ssm:/path}`, `${aws:cf:stack.Output}`. */
function readAccount(call: SourceCall): Value | string {
  const { address, at } = call;
  const [, kind, inner = ""] = /^(ssm|cf|s3)(?:\([^)]*\))?:(.*)$/s.exec(address) ?? [];
  if (kind !== undefined) return VARIABLE_SOURCES.get(kind)?.({ ...call, address: inner }) ?? `aws:${address}`;
  if (address === "accountId") return referenceValue({ by: "pseudo", name: "AWS::AccountId" }, at);
  if (address === "region") return referenceValue({ by: "pseudo", name: "AWS::Region" }, at);
  return `aws:${address}`;
}
