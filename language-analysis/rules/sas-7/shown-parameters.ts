// Secrets that come in through a template parameter without `NoEcho`.
import type { AppGraph } from "../../graph/app-graph.ts";
import { oncePer } from "../../model/memo.ts";
import { say } from "../../model/message.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { secretNameStrength } from "../../secrets/secret-names.ts";
import type { Hit } from "../rule.ts";

interface Use {
  /** Name of the property or variable that takes the value. */
  readonly name: string;
  readonly value: Value;
  readonly parameter: string;
}

/** One finding for each parameter, where it is first used as a secret. */
export function* shownParameters(graph: AppGraph): Iterable<Hit> {
  const seen = new Set<string>();
  for (const declared of [...graph.nodes(), ...graph.settings()]) {
    if (!declared.body) continue;
    const [on = declared.id] = "configures" in declared ? declared.configures : [];
    for (const { name, value, parameter } of usesIn(declared.body)) {
      const key = `${declared.at.file} ${parameter}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        on,
        at: value.at,
        key: `echo ${parameter}`,
        confidence: "high",
        severity: "medium",
        message: say(
          "{0} comes from the parameter {1}, which shows its value to all who may describe the stack.",
          name,
          parameter,
        ),
        reasons: [say("The parameter has no `NoEcho: true`.")],
      };
    }
  }
}

const usesIn = oncePer((body: MapValue): readonly Use[] => [...shownIn(body, "", 0)]);

const DEEPEST = 12;

function* shownIn(value: Value, name: string, depth: number): Iterable<Use> {
  if (depth > DEEPEST) return;
  if (value.kind === "list") for (const item of value.items) yield* shownIn(item, name, depth + 1);
  else if (value.kind === "map")
    for (const { key, value: inner } of value.entries) yield* shownIn(inner, key, depth + 1);
  else if (value.kind === "reference" && value.to.by === "parameter" && value.to.isEchoed && isSecretName(name))
    yield { name, value, parameter: value.to.name };
}

function isSecretName(name: string): boolean {
  return secretNameStrength(name) !== undefined || name === "SecretString";
}
