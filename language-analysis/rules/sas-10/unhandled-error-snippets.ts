import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("Python"),
    language: "python",
    text: `def handler(event, context):
    order_id = event.get("orderId")
    if not order_id:
        return {"status": "error", "message": "orderId is missing"}
    try:
        return {"status": "ok", "order": load(order_id)}
    except Exception:
        logger.exception("Order %s was not loaded", order_id)
        return {"status": "error", "message": "Internal error"}`,
  },
  {
    title: say("JavaScript"),
    language: "javascript",
    text: `exports.handler = async (event) => {
  try {
    return { status: "ok", order: await load(event.orderId) };
  } catch (error) {
    console.error("The order was not loaded", error);
    return { status: "error", message: "Internal error" };
  }
};`,
  },
];
