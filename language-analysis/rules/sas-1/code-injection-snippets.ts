import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: data is parsed, choices are looked up"),
    language: "javascript",
    text: `const order = JSON.parse(event.body);

const OPERATIONS = new Map([["sum", sum], ["average", average]]);
const operation = OPERATIONS.get(order.operation);
if (!operation) return { statusCode: 400, body: "Unknown operation" };`,
  },
  {
    title: say("Python: data is parsed, choices are looked up"),
    language: "python",
    text: `import ast

amounts = ast.literal_eval(order["amounts"])
operation = {"sum": sum, "max": max}.get(order["operation"])
if operation is None:
    return {"statusCode": 400, "body": "Unknown operation"}`,
  },
];
