import { replaceValue } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import { rangeOf, type SourceRange } from "../../model/range.ts";
import { say } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { detectSecret, type DetectedSecret } from "../../secrets/secret-detector.ts";
import { isTestFile } from "../code-search.ts";
import { secretFileKind } from "./secret-files.ts";
import { storedReference } from "./secret-references.ts";
import { shownParameters } from "./shown-parameters.ts";
import { SNIPPETS } from "./secret-snippets.ts";

export const plaintextEnvironmentSecret = defineRule({
  id: "SAS-7/plaintext-environment-secret",
  title: "Secret in plain text in a function's environment",
  severity: "high",
  why: "A secret in plain text is read in the deployed template and in the console, often in the repository too, and by whoever injects code into a function that has it in its environment.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  mitigation:
    "Keep the secret in Secrets Manager or as an SSM SecureString; give the function its name, and read it at run time.",
  snippets: SNIPPETS,
  scope: "workspace",
  *check({ graph, secrets }) {
    for (const { file, at, what, reason, confidence } of secrets ?? []) {
      if (secretFileKind(file) !== "environment" || isTestFile(file)) continue;
      yield {
        on: file,
        at: rangeOf(file, at),
        key: `${file} ${what}`,
        confidence,
        message: say("{0} holds a secret in plain text: {1}.", file, what),
        severity: confidence === "high" ? "high" : "medium",
        reasons: [reason, say("The file lies in the repository; .gitignore does not keep it out.")],
      };
    }
    for (const [, users] of groupByPlace(graph.nodes("function"))) {
      const [first] = users;
      if (first) yield* hitOf(first, users);
    }
    yield* shownParameters(graph);
  },
});

interface Variable {
  readonly node: MapNode;
  readonly name: string;
  readonly value: Value;
}

/** Variables by the place where they are written: a provider's or Globals' variable is one finding, whoever gets it. */
function groupByPlace(functions: readonly MapNode[]): ReadonlyMap<string, readonly Variable[]> {
  const groups = new Map<string, Variable[]>();
  for (const node of functions) {
    const environment = node.properties["environment"];
    for (const { key: name, value } of environment?.kind === "map" ? environment.entries : []) {
      const place = placeOf(value.at);
      const group = groups.get(place);
      if (group) group.push({ node, name, value });
      else groups.set(place, [{ node, name, value }]);
    }
  }
  return groups;
}

function placeOf({ file, start }: SourceRange): string {
  return `${file}:${start.line}:${start.character}`;
}

function* hitOf({ node, name, value }: Variable, users: readonly Variable[]): Iterable<Hit> {
  const text = textOf(value);
  const secret = text === undefined ? undefined : (detectSecret(name, text) ?? exampleKey(name, text));
  if (!secret) return;
  const where = users.length === 1 ? node.name : `${users.length} functions`;
  yield {
    on: node.id,
    at: value.at,
    key: name,
    confidence: value.assumed === undefined ? secret.confidence : "medium",
    message: say("The environment of {0} holds a secret in plain text: {1}.", where, name),
    severity: secret.confidence === "low" ? "medium" : "high",
    reasons: [
      secret.reason,
      ...(value.assumed === undefined ? [] : [say("It is the {0}.", value.assumed)]),
      ...(users.length > 1 ? [say("{0} functions get it, needed or not.", users.length)] : []),
    ],
    related: users.slice(0, 5).map((user) => ({ at: user.node.nameAt, message: say("{0} gets it.", user.node.name) })),
    fixes:
      value.assumed === undefined
        ? [
            {
              title: say("Take {0} from a secret store", name),
              edits: replaceValue(value.at, storedReference(node, name)),
            },
          ]
        : [],
  };
}

const AWS_KEY_NAME = /^(?:AWS_?)?(?:ACCESS_?KEY(?:_?ID)?|SECRET_?(?:ACCESS_?)?KEY)$/i;
const AWS_KEY = /^(?:AKIA[A-Z0-9]{16}|[A-Za-z0-9+/]{40})$/;

/** A documented stand-in, in a place that is made for a key of its own: a function has those of its role. */
function exampleKey(name: string, text: string): DetectedSecret | undefined {
  if (!AWS_KEY_NAME.test(name) || !AWS_KEY.test(text)) return undefined;
  return {
    what: "AWS key",
    confidence: "low",
    reason: say("It is an example, and the variable is made for a key; the function's role gives it credentials."),
  };
}
