import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: the last part only"),
    language: "javascript",
    text: `const file = path.join("/tmp/reports", path.basename(event.pathParameters.name));`,
  },
  {
    title: say("Python: the last part only"),
    language: "python",
    text: `file = os.path.join("/tmp/reports", os.path.basename(event["pathParameters"]["name"]))`,
  },
];
