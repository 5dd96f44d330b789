import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { defineInjectionRule } from "./injection-hits.ts";
import { parameterisedJavaScriptEdits } from "./parameterised-javascript.ts";
import { parameterisedPythonEdits } from "./parameterised-python.ts";
import { SNIPPETS } from "./sql-injection-snippets.ts";

export const sqlInjection = defineInjectionRule({
  id: "SAS-1/sql-injection",
  title: "Event data becomes part of a SQL query",
  severity: "critical",
  why: "Whoever writes part of the query text reads, changes or deletes what the function's database user may touch.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html",
  mitigation:
    "Keep the query text constant and hand the values over as parameters of the driver; take names of tables and columns from a list of your own.",
  snippets: SNIPPETS,
  sinks: ["sql"],
  reaches: "becomes part of a SQL query",
  fixesOf: (module, path) => {
    const parameterised = module.language === "python" ? parameterisedPythonEdits : parameterisedJavaScriptEdits;
    const edits = parameterised(module, spanOf(path.sink.callAt));
    return edits ? [{ title: say("Hand the values over as parameters"), edits }] : [];
  },
});
