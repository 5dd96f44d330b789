import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
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
