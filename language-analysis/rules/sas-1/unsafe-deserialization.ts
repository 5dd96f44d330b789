import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { defineInjectionRule } from "./injection-hits.ts";
import { asItIsEdits, parseAsJsonEdits } from "./parse-as-json.ts";
import { safeYamlEdits } from "./safe-yaml.ts";
import { mayBuildFunctions } from "./yaml-version.ts";
import { SNIPPETS } from "./unsafe-deserialization-snippets.ts";

export const unsafeDeserialization = defineInjectionRule({
  id: "SAS-1/unsafe-deserialization",
  title: "Event data is deserialized into live objects",
  severity: "critical",
  why: "A deserializer that builds objects or functions runs code while it reads; the sender chooses which.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html",
  mitigation: "Read data with a format that has only data in it (JSON, YAML with its safe schema), and validate it.",
  snippets: SNIPPETS,
  // Asks the manifests for a version.
  scope: "workspace",
  sinks: ["deserialization"],
  counts: mayBuildFunctions,
  reaches: "is turned into live objects",
  fixesOf: (module, path) => {
    const callAt = spanOf(path.sink.callAt);
    const safe = safeYamlEdits(module, callAt);
    if (safe) return [{ title: say("Read it with the safe loader"), edits: safe }];
    if (path.source.kind !== "event") return [];
    const bare = asItIsEdits(module, callAt, path.source.path);
    if (bare) return [{ title: say("Take it as it is: it is an object already"), edits: bare }];
    const edits = parseAsJsonEdits(module, callAt, path.source.path);
    return edits ? [{ title: say("Read it as JSON, which holds data only"), edits }] : [];
  },
});
