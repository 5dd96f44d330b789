import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript"),
    language: "javascript",
    text: `exports.handler = async (event) => {
  const lines = []; // Not at the top of the module.
  for (const record of event.Records) lines.push(record.body);
  return report(lines);
};`,
  },
  {
    title: say("Python"),
    language: "python",
    text: `def handler(event, context):
    lines = []  # Not at the top of the module.
    for record in event["Records"]:
        lines.append(record["body"])
    return report(lines)`,
  },
];
