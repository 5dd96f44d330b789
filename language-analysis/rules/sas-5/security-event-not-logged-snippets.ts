import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript"),
    language: "javascript",
    text: `if (!isOwner) {
  console.warn("Refused", { caller: claims.sub, order: orderId, address: event.requestContext.http.sourceIp });
  return { statusCode: 403 };
}`,
  },
  {
    title: say("Python"),
    language: "python",
    text: `if not is_owner:
    logger.warning("Refused", extra={"caller": claims["sub"], "order": order_id})
    return {"statusCode": 403}`,
  },
];
