import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: data only"),
    language: "javascript",
    text: `const order = JSON.parse(event.body);
const settings = yaml.load(text, { schema: yaml.JSON_SCHEMA }); // js-yaml`,
  },
  {
    title: say("Python: data only"),
    language: "python",
    text: `order = json.loads(event["body"])
settings = yaml.safe_load(text)`,
  },
];
