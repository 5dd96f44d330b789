import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript"),
    language: "javascript",
    text: `exports.handler = async (event) => {
  if (event.source === "aws.scheduler") return cleanUp();
  if (event.requestContext?.http) return answer(event);
  throw new Error("Event of an unknown source");
};`,
  },
  {
    title: say("Python"),
    language: "python",
    text: `def handler(event, context):
    if event.get("source") == "aws.scheduler":
        return clean_up()
    if "requestContext" in event:
        return answer(event)
    raise ValueError("Event of an unknown source")`,
  },
];
