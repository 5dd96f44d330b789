// Small apps as text: the first line names the trigger and the flows, `// api: os-command body.cmd, sql body.id`; `// file: lib/db.js` begins
// a further file. The function is declared in a template, as a user would.
import { expect, test } from "vitest";
import { flowsOfApp } from "./small-app.ts";

export function appTable(language: "js" | "ts" | "py", rows: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(rows)) {
    test(name, () => {
      const { found, expected } = flowsOfApp(language, text);
      expect(found).toEqual(expected);
    });
  }
}
