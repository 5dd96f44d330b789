// `{{resolve:ssm:name}}` in text. Source: CloudFormation User Guide, "Get values stored in other services using dynamic references".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { joinValues, referenceValue, textValue } from "../make-values.ts";

const DYNAMIC_REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

/** The text as a value: a text when it has no dynamic reference, else a reference or a join. */
export function withDynamicReferences(text: string, at: SourceRange): Value {
  if (!text.includes("{{resolve:")) return textValue(text, at);
  const parts: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(DYNAMIC_REFERENCE)) {
    const [whole, service, name = ""] = match;
    parts.push(textValue(text.slice(end, match.index), at));
    parts.push(
      referenceValue(
        { by: "stored-value", service: service === "secretsmanager" ? "secretsmanager" : "ssm", name },
        at,
      ),
    );
    end = match.index + whole.length;
  }
  parts.push(textValue(text.slice(end), at));
  return joinValues(parts, at);
}
