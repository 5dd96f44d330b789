// Connections that take any certificate: switched off by an option, by a property, or by an environment variable.
// Sources: Node.js documentation of tls.connect and NODE_TLS_REJECT_UNAUTHORIZED; Requests "SSL Cert Verification"; HTTPX "SSL";
// Python documentation of ssl and PEP 493; Boto3 reference of Session.client; READMEs of request, aiohttp, urllib3, pg.
import type { AppGraph } from "../../graph/app-graph.ts";
import { replaceValue } from "../../graph/edits.ts";
import type { Severity, TextEdit } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import { rangeOf, type Span } from "../../model/range.ts";
import { plainText } from "../../model/value.ts";
import { callsOf } from "../calls.ts";
import { replaceSpan } from "../code-edits.ts";
import { alsoRunBy, oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import { expressionsOf, statementsOf } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";

interface Unchecked extends CodePlace {
  /** As written: `rejectUnauthorized: false`. */
  readonly setting: string;
  readonly severity: Severity;
  readonly edits: readonly TextEdit[];
}

const OPTIONS = new Set(["rejectUnauthorized", "strictSSL"]);
/** Drivers of databases and brokers: the host is one of the app's own, in a network of its own as a rule. */
const DRIVER_OPTION = new Set(["ssl", "tls", "sslOptions", "tlsOptions"]);
const PYTHON_CALLS = /^(requests|httpx|aiohttp|boto3|aioboto3|botocore|elasticsearch|opensearchpy|urllib3|hvac)\b/;
const PYTHON_REQUEST = /\.(get|post|put|patch|delete|head|options|request|client|resource)$/;
const PYTHON_OPTIONS = new Set(["verify", "verify_ssl", "verify_certs", "ssl"]);
const VARIABLES: Readonly<Record<string, string>> = { NODE_TLS_REJECT_UNAUTHORIZED: "1", PYTHONHTTPSVERIFY: "1" };

export function* uncheckedCertificateHits(context: RuleContext): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, uncheckedIn)) {
    const [owner] = owners;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: place.setting,
      confidence: "high",
      severity: place.severity,
      message: say("{0} takes any certificate from the hosts that it calls: {1}.", owner.name, place.setting),
      reasons: [
        say("Whoever is on the way can answer in the host's name, read what is sent and change what comes back."),
      ],
      related: alsoRunBy(owners),
      fixes: place.edits.length > 0 ? [{ title: say("Check certificates"), edits: place.edits }] : [],
    };
  }
  yield* variableHits(context.graph);
}

function* variableHits(graph: AppGraph): Iterable<Hit> {
  for (const node of graph.nodes("function")) {
    const environment = node.properties["environment"];
    if (environment?.kind !== "map") continue;
    for (const { key, value } of environment.entries) {
      const on = VARIABLES[key];
      if (on === undefined || plainText(value) !== "0") continue;
      yield {
        on: node.id,
        at: value.at,
        key,
        confidence: "high",
        message: say("{0} takes any certificate from the hosts that it calls: {1}.", node.name, `${key}=0`),
        fixes: [{ title: say("Check certificates"), edits: replaceValue(value.at, on) }],
      };
    }
  }
}

const uncheckedIn = oncePerModule((module): readonly Unchecked[] =>
  module.language === "python" ? [...inPython(module)] : [...inScript(module)],
);

function* inScript(module: ProgramModule): Iterable<Unchecked> {
  const driverOptions = new Set<Expression>();
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "object") continue;
    for (const { key, value } of expression.properties) {
      if (typeof key !== "string") continue;
      if (DRIVER_OPTION.has(key)) driverOptions.add(value);
      if (!OPTIONS.has(key) || !isFalse(value)) continue;
      const severity = driverOptions.has(expression) ? "low" : "medium";
      yield switchedOff(module, `${key}: false`, value.at, functionIndex, "true", severity);
    }
  }
  for (const { statement, functionIndex } of statementsOf(module)) {
    const [name, value] = assignedMember(statement) ?? [];
    if (name === undefined || value?.kind !== "literal" || !(name in VARIABLES) || String(value.value) !== "0")
      continue;
    yield switchedOff(module, `${name} = "0"`, value.at, functionIndex, '"1"');
  }
}

function* inPython(module: ProgramModule): Iterable<Unchecked> {
  for (const { call, name, functionIndex } of callsOf(module)) {
    if (name === "ssl._create_unverified_context") {
      yield switchedOff(module, name, call.callee.at, functionIndex, "ssl.create_default_context");
    }
    for (const { name: option, value } of call.arguments) {
      if (option === "cert_reqs" && isNone(value)) yield switchedOff(module, "cert_reqs", value.at, functionIndex);
      if (option === undefined || !PYTHON_OPTIONS.has(option) || !isFalse(value)) continue;
      if (!PYTHON_CALLS.test(name) && !(option === "verify" && PYTHON_REQUEST.test(name))) continue;
      // For aiohttp `ssl` says how certificates are checked, for others whether there is TLS at all.
      if (option === "ssl" && !/^aiohttp\b/.test(name)) continue;
      yield switchedOff(module, `${option}=False`, value.at, functionIndex, "True");
    }
  }
  for (const { statement, functionIndex } of statementsOf(module)) {
    const [name, value] = assignedMember(statement) ?? [];
    if (name === "_create_default_https_context" && value && isNamed(value, "_create_unverified_context")) {
      yield switchedOff(
        module,
        "ssl._create_unverified_context",
        value.at,
        functionIndex,
        "ssl.create_default_context",
      );
    }
    if (name === "verify_mode" && value && isNone(value)) {
      yield switchedOff(module, "verify_mode = CERT_NONE", value.at, functionIndex);
    }
  }
}

function switchedOff(
  module: ProgramModule,
  setting: string,
  at: Span,
  functionIndex: number,
  on?: string,
  severity: Severity = "medium",
): Unchecked {
  return { at, functionIndex, setting, severity, edits: on === undefined ? [] : [replaceSpan(module.file, at, on)] };
}

/** The property's name and the value of `object.property = value`. */
function assignedMember(statement: Statement): readonly [string, Expression] | undefined {
  if (statement.kind !== "assign" || statement.target.kind !== "member") return undefined;
  const { property } = statement.target;
  return typeof property === "string" ? [property, statement.value] : undefined;
}

function isFalse(value: Expression): boolean {
  return value.kind === "literal" && value.value === false;
}

/** `ssl.CERT_NONE`, `"CERT_NONE"`. */
function isNone(value: Expression): boolean {
  return isNamed(value, "CERT_NONE") || (value.kind === "literal" && value.value === "CERT_NONE");
}

function isNamed(value: Expression, name: string): boolean {
  return value.kind === "name" ? value.name === name : value.kind === "member" && value.property === name;
}
