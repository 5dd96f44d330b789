import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: one way to match"),
    language: "javascript",
    text: `// instead of /^([a-z]+)+-\\d+$/
const CODE = /^[a-z]+-\\d+$/;
if (text.length > 64 || !CODE.test(text)) return { statusCode: 400, body: "Not a product code" };`,
  },
  {
    title: say("Python: one way to match"),
    language: "python",
    text: `CODE = re.compile(r"^[a-z]+-\\d+$")`,
  },
];
