import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: HMAC over the raw body, compared in constant time"),
    language: "javascript",
    text: `const { createHmac, timingSafeEqual } = require("node:crypto");

function isSigned(event, secret) {
  const body = event.isBase64Encoded ? Buffer.from(event.body, "base64") : Buffer.from(event.body);
  const expected = Buffer.from("sha256=" + createHmac("sha256", secret).update(body).digest("hex"));
  const given = Buffer.from(event.headers["x-hub-signature-256"] ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}`,
  },
  {
    title: say("Python: HMAC over the raw body, compared in constant time"),
    language: "python",
    text: `import hashlib
import hmac


def is_signed(event, secret):
    expected = "sha256=" + hmac.new(secret.encode(), event["body"].encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, event["headers"].get("x-hub-signature-256", ""))`,
  },
];
