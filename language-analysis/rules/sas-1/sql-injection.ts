import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { defineInjectionRule } from "./injection-hits.ts";
import { parameterisedJavaScriptEdits } from "./parameterised-javascript.ts";
import { parameterisedPythonEdits } from "./parameterised-python.ts";
import type { Fix } from "../../model/finding.ts";
import type { ProgramModule } from "../../model/program.ts";
import type { TaintPath } from "../../model/taint.ts";
import { handsOnValues } from "./hands-on-values.ts";
import { driverFor } from "./sql-drivers.ts";
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
    return parameterised(module, path, module);
  },
  callerFixesOf: (module, path, inner) => {
    const { sink } = path;
    const hands = sink.innerAt && handsOnValues(inner, spanOf(sink.innerAt));
    return hands ? parameterised(module, path, inner) : [];
  },
});

/** `caller` is the module that calls the database. */
function parameterised(module: ProgramModule, { sink }: TaintPath, caller: ProgramModule): readonly Fix[] {
  const driver = driverFor(sink.api, caller);
  // A function of the app takes the values as a list.
  if (!driver || (sink.innerAt && driver.form !== "list")) return [];
  const editsOf = module.language === "python" ? parameterisedPythonEdits : parameterisedJavaScriptEdits;
  const edits = editsOf(module, spanOf(sink.callAt), driver);
  return edits ? [{ title: say("Hand the values over as parameters"), edits }] : [];
}
