import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: fetch"),
    language: "javascript",
    text: `const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });`,
  },
  {
    title: say("JavaScript: axios"),
    language: "javascript",
    text: `const client = axios.create({ timeout: 3_000 });`,
  },
  {
    title: say("Python"),
    language: "python",
    text: `response = requests.get(url, timeout=(1, 3))`,
  },
];
