import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: targets of your own"),
    language: "javascript",
    text: `const TARGETS = new Map([["orders", "/orders"], ["account", "/account"]]);
const Location = TARGETS.get(event.queryStringParameters?.next) ?? "/";
return { statusCode: 302, headers: { Location } };`,
  },
  {
    title: say("Python: targets of your own"),
    language: "python",
    text: `TARGETS = {"orders": "/orders", "account": "/account"}
return {"statusCode": 302, "headers": {"Location": TARGETS.get(query.get("next"), "/")}}`,
  },
];
