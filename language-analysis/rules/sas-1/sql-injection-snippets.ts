import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: values as parameters"),
    language: "javascript",
    text: `const [orders] = await connection.execute("SELECT * FROM orders WHERE id = ?", [event.pathParameters.id]); // mysql2
const { rows } = await client.query("SELECT * FROM orders WHERE id = $1", [event.pathParameters.id]); // pg`,
  },
  {
    title: say("Python: values as parameters"),
    language: "python",
    text: `cursor.execute("SELECT * FROM orders WHERE id = %s", (event["pathParameters"]["id"],))`,
  },
  {
    title: say("RDS Data API: named parameters"),
    language: "javascript",
    text: `await rds.executeStatement({
  ...database,
  sql: "SELECT * FROM orders WHERE id = :id",
  parameters: [{ name: "id", value: { stringValue: event.pathParameters.id } }],
});`,
  },
];
