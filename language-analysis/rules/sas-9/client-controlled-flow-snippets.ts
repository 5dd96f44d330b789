import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: steps of your own"),
    language: "javascript",
    text: `const STEPS = new Map([["order", process.env.ORDER_FUNCTION], ["refund", process.env.REFUND_FUNCTION]]);
const FunctionName = STEPS.get(body.step);
if (!FunctionName) return { statusCode: 400, body: "Unknown step" };`,
  },
  {
    title: say("Python: steps of your own"),
    language: "python",
    text: `STEPS = {"order": os.environ["ORDER_FUNCTION"], "refund": os.environ["REFUND_FUNCTION"]}
function_name = STEPS.get(body["step"])
if function_name is None:
    return {"statusCode": 400, "body": "Unknown step"}`,
  },
];
