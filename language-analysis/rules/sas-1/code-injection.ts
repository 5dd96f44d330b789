import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { oncePerPath } from "../path-fixes.ts";
import { defineRule } from "../rule.ts";
import { SNIPPETS } from "./code-injection-snippets.ts";
import { injectionHits } from "./injection-hits.ts";
import { parseInsteadEdits } from "./parse-instead-of-eval.ts";

const fixesOf = oncePerPath((module, path) => {
  const edits = parseInsteadEdits(module, spanOf(path.sink.callAt));
  const parser = module.language === "python" ? "ast.literal_eval" : "JSON.parse";
  return edits ? [{ title: say("Parse the value as data with {0}", parser), edits }] : [];
});

export const codeInjection = defineRule({
  id: "SAS-1/code-injection",
  title: "Event data is run as code",
  severity: "critical",
  why: "Code that the sender wrote runs inside the function: it reads the environment, uses the role, and stays in the warm instance.",
  source: "https://owasp.org/www-community/attacks/Code_Injection",
  mitigation: "Parse the input as data (JSON, literals), or map the allowed values to functions of your own.",
  snippets: SNIPPETS,
  check: (context) => injectionHits(context, "code", "is run as code", fixesOf),
});
