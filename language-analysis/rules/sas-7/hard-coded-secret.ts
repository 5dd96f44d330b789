import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode, MapSetting } from "../../model/app-map.ts";
import type { CodeFacts, NamedLiteral } from "../../model/code-facts.ts";
import type { Severity } from "../../model/finding.ts";
import { oncePer } from "../../model/memo.ts";
import { say, type Message } from "../../model/message.ts";
import type { ProgramModule } from "../../model/program.ts";
import { rangeOf } from "../../model/range.ts";
import type { SecretText } from "../../model/secret-text.ts";
import { textOf, type MapValue, type Value } from "../../model/value.ts";
import { replaceValue } from "../../graph/edits.ts";
import { environmentReadEdits } from "../code-edits.ts";
import { functionsRunning } from "../code-owners.ts";
import { isTestFile } from "../code-search.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { detectSecret, type DetectedSecret } from "../../secrets/secret-detector.ts";
import { storedReference } from "./secret-references.ts";
import { secretArgumentsOf, type SecretArgument } from "./secret-arguments.ts";
import { secretFileKind } from "./secret-files.ts";
import { secretProperties, writtenSecret } from "./secret-properties.ts";
import { SNIPPETS } from "./secret-snippets.ts";

export const hardCodedSecret = defineRule({
  id: "SAS-7/hard-coded-secret",
  title: "Secret written into the source",
  severity: "critical",
  why: "Everyone who can read the repository, the deployment package or a backup of it has the secret, and changing it needs a deployment.",
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
  mitigation:
    "Keep the secret in Secrets Manager or as an SSM SecureString, read it at run time, and replace the one that was written down: it is in the history.",
  snippets: SNIPPETS,
  scope: "workspace",
  *check(context) {
    for (const [file, { module, facts }] of context.code) {
      if (isTestFile(file)) continue;
      const signingIn = secretArgumentsOf(module);
      const literals = secretsIn(facts);
      for (const { literal, secret } of literals) {
        const isUsed = signingIn.some(({ value }) => value === literal.value);
        // However plain it is: where somebody signs in with it there is no doubt.
        yield codeHit(context, file, module, literal, isUsed ? { ...secret, confidence: "high" } : secret);
      }
      for (const argument of signingIn) {
        // Its own format or the name of its variable has told already.
        if (literals.some(({ literal }) => literal.value === argument.value)) continue;
        yield argumentHit(context, file, argument);
      }
    }
    const lines = environmentLines(context.graph);
    const defaults = new Set<string>();
    for (const declared of [...context.graph.nodes(), ...context.graph.settings()]) {
      for (const { hit, assumed } of templateHits(declared)) {
        lines.add(`${hit.at.file}:${hit.at.start.line}`);
        // The default of a parameter is one secret, however often it is used.
        const source = `${hit.at.file} ${assumed ?? ""}`;
        if (assumed !== undefined && defaults.has(source)) continue;
        defaults.add(source);
        yield hit;
      }
    }
    for (const secret of context.secrets ?? []) {
      const { file, at } = secret;
      if (!isTestFile(file) && secretFileKind(file) === "other" && !lines.has(`${file}:${at[0]}`))
        yield textHit(secret);
    }
  },
});

/** What functions get in plain text is told by the rule about their environment. */
function environmentLines(graph: AppGraph): Set<string> {
  const lines = new Set<string>();
  for (const { properties } of graph.nodes("function")) {
    const environment = properties["environment"];
    for (const { value } of environment?.kind === "map" ? environment.entries : []) {
      if (value.kind === "text") lines.add(`${value.at.file}:${value.at.start.line}`);
    }
  }
  return lines;
}

interface SecretLiteral {
  readonly literal: NamedLiteral;
  readonly secret: DetectedSecret;
}

/** Facts of an unchanged file are the same object from one analysis to the next. */
const secretsIn = oncePer(({ literals }: CodeFacts): readonly SecretLiteral[] =>
  literals.flatMap((literal) => {
    const secret = detectSecret(literal.name, literal.value);
    return secret ? [{ literal, secret }] : [];
  }),
);

function codeHit(
  context: RuleContext,
  file: string,
  module: ProgramModule,
  literal: NamedLiteral,
  secret: DetectedSecret,
): Hit {
  const owners = functionsRunning(context, file);
  const [owner] = owners;
  const at = rangeOf(file, literal.at);
  return {
    on: owner?.id ?? file,
    at,
    key: `${file} ${literal.name} ${secret.what}`,
    confidence: secret.confidence,
    message: owner
      ? say("A secret is written into the code of {0}: {1}.", owner.name, secret.what)
      : say("A secret is written into {0}: {1}.", file, secret.what),
    ...severityAndReasons(context, owner, secret),
    related: owners.slice(0, 3).map((node) => ({ at: node.nameAt, message: say("{0} runs this code.", node.name) })),
    fixes: environmentReadEdits(module, at, literal.name).map(({ variable, edits }) => ({
      title: say("Read it from the environment variable {0}", variable),
      edits,
    })),
  };
}

function argumentHit(context: RuleContext, file: string, { api, at }: SecretArgument): Hit {
  const owners = functionsRunning(context, file);
  const [owner] = owners;
  const reason = say("{0} takes a secret there.", api);
  return {
    on: owner?.id ?? file,
    at: rangeOf(file, at),
    key: `${file} ${api}`,
    confidence: "high",
    message: say("The secret of {0} is written into {1}.", api, owner?.name ?? file),
    severity: owner ? "high" : "medium",
    reasons: [reason, ...(owner ? [] : [say("No function of the map runs this file.")])],
    related: owners.slice(0, 3).map((node) => ({ at: node.nameAt, message: say("{0} runs this code.", node.name) })),
  };
}

/** In a file of which nothing but its text is known. */
function textHit({ file, at, what, reason, confidence }: SecretText): Hit {
  return {
    on: file,
    at: rangeOf(file, at),
    key: `${file} ${what}`,
    confidence,
    message: say("A secret is written into {0}: {1}.", file, what),
    severity: confidence === "high" ? "high" : "medium",
    reasons: [reason, say("No function of the map runs this file.")],
  };
}

function severityAndReasons(
  { graph }: RuleContext,
  owner: MapNode | undefined,
  secret: DetectedSecret,
): { severity: Severity; reasons: Message[] } {
  const exposure = owner && exposureOf(graph, owner);
  const base: Severity = owner ? "critical" : "high";
  const severity = secret.confidence === "low" ? "medium" : secret.what === "signed token" ? "high" : base;
  return {
    severity,
    reasons: [
      secret.reason,
      ...(owner ? [] : [say("No function of the map runs this file.")]),
      ...(exposure?.reach === "internet" ? [exposure.reason] : []),
    ],
  };
}

/** Values of secret-like properties in a declaration: `MasterUserPassword: ...`. A function's environment has a rule of its own. */
const templateHits = oncePer((declared: MapNode | MapSetting): readonly TemplateHit[] => [...findInTemplate(declared)]);

interface TemplateHit {
  readonly hit: Hit;
  /** From where the value comes, when it is not written there. */
  readonly assumed: string | undefined;
}

function* findInTemplate(declared: MapNode | MapSetting): Iterable<TemplateHit> {
  if (!declared.body || isTestFile(declared.at.file)) return;
  const [node = declared.id] = "configures" in declared ? declared.configures : [];
  for (const { name, value, secret, assumed } of secretsOf(declared.type, declared.body)) {
    const hit: Hit = {
      on: node,
      at: value.at,
      key: name,
      confidence: assumed === undefined ? secret.confidence : "medium",
      message: say(
        "A {0} is written into the declaration of {1}.",
        secret.what,
        "name" in declared ? declared.name : declared.logicalId,
      ),
      severity: secret.confidence === "low" ? "medium" : "critical",
      reasons: [secret.reason, ...(assumed === undefined ? [] : [say("It is the {0}.", assumed)])],
      // A stored secret can't be read from itself.
      fixes:
        name === "SecretString"
          ? []
          : [
              {
                title: say("Take {0} from Secrets Manager", name),
                edits: replaceValue(value.at, storedReference(declared, name)),
              },
            ],
    };
    yield { hit, assumed };
  }
}

interface SecretValue {
  readonly name: string;
  readonly value: Value;
  readonly secret: DetectedSecret;
  readonly assumed: string | undefined;
}

function* secretsOf(type: string, body: MapValue): Iterable<SecretValue> {
  const found = secretsInBody(body);
  yield* found;
  const names = secretProperties(type);
  for (const { name, value } of names.length === 0 ? [] : namedTexts(body)) {
    if (!names.includes(name) || found.some((one) => one.value === value)) continue;
    const secret = writtenSecret(name, textOf(value) ?? "");
    if (secret) yield { name, value, secret, assumed: value.assumed };
  }
}

const secretsInBody = oncePer((body: MapValue): readonly SecretValue[] =>
  [...namedTexts(body)].flatMap(({ name, value }) => {
    const text = textOf(value) ?? "";
    for (const [label, part] of name === "SecretString" ? secretParts(text) : [[name, text] as const]) {
      const secret = detectSecret(label, part);
      // Of a text put together, that which is the secret tells where it comes from.
      const source = value.pieces?.find((piece) => textOf(piece) === part) ?? value;
      if (secret) return [{ name, value, secret, assumed: source.assumed }];
    }
    return [];
  }),
);

/** `SecretString` is the secret itself, alone or as JSON with a name for each. */
function secretParts(text: string): readonly (readonly [label: string, part: string])[] {
  if (!text.trimStart().startsWith("{")) return [["password", text]];
  return [...text.matchAll(/"([^"\\]{1,60})"\s*:\s*"([^"\\]{4,})"/g)].map(([, key = "", part = ""]) => [key, part]);
}

const DEEPEST = 12;
const SHORTEST = 4;
const ENVIRONMENT = /^(environment|variables)$/i;

function* namedTexts(value: Value, name = "", depth = 0): Iterable<{ name: string; value: Value }> {
  if (depth > DEEPEST) return;
  if (value.kind === "text" && name !== "" && value.value.length >= SHORTEST) yield { name, value };
  else if (value.kind === "list") for (const item of value.items) yield* namedTexts(item, name, depth + 1);
  else if (value.kind === "map") {
    for (const entry of value.entries) {
      if (!ENVIRONMENT.test(entry.key)) yield* namedTexts(entry.value, entry.key, depth + 1);
    }
  }
}
