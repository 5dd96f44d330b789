import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: list of allowed hosts"),
    language: "javascript",
    text: `const ALLOWED_ORIGINS = new Set(["https://api.example.com"]);
const address = new URL(event.queryStringParameters.url);
if (!ALLOWED_ORIGINS.has(address.origin)) throw new Error("Host not allowed");`,
  },
  {
    title: say("Python: list of allowed hosts"),
    language: "python",
    text: `from urllib.parse import urlsplit

ALLOWED_ORIGINS = {"https://api.example.com"}
address = urlsplit(event["queryStringParameters"]["url"])
if f"{address.scheme}://{address.netloc}" not in ALLOWED_ORIGINS:
    raise ValueError("Host not allowed")`,
  },
  {
    title: say("JavaScript: hosts of your own"),
    language: "javascript",
    text: `const HOSTS = new Map([["de", "https://de.example.com"], ["fr", "https://fr.example.com"]]);
const host = HOSTS.get(event.queryStringParameters.country);
if (!host) return { statusCode: 400, body: "Unknown country" };
const response = await fetch(\`\${host}/prices/\${encodeURIComponent(event.pathParameters.id)}\`);`,
  },
  {
    title: say("Python: hosts of your own"),
    language: "python",
    text: `HOSTS = {"de": "https://de.example.com", "fr": "https://fr.example.com"}
host = HOSTS.get(event["queryStringParameters"]["country"])
if host is None:
    return {"statusCode": 400, "body": "Unknown country"}
response = requests.get(host + "/prices/" + urllib.parse.quote(event["pathParameters"]["id"], safe=""), timeout=5)`,
  },
];
