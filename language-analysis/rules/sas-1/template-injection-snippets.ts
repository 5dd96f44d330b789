import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: input as context"),
    language: "javascript",
    text: `const page = Handlebars.compile("<p>Hello {{name}}</p>")({ name: body.name });`,
  },
  {
    title: say("Python: input as context"),
    language: "python",
    text: `page = Template("<p>Hello {{ name }}</p>", autoescape=True).render(name=body["name"])`,
  },
];
