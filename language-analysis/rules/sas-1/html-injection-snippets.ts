import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: escape"),
    language: "javascript",
    text: `import escapeHtml from "escape-html";

return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: \`<p>Hello \${escapeHtml(name)}</p>\` };`,
  },
  {
    title: say("Python: escape"),
    language: "python",
    text: `body = "<p>Hello %s</p>" % html.escape(name)`,
  },
];
