import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: an upper limit"),
    language: "javascript",
    text: "const count = Math.min(Number(body.count) || 0, 100);",
  },
  {
    title: say("Python: an upper limit"),
    language: "python",
    text: `count = min(int(body.get("count", 0)), 100)`,
  },
];
