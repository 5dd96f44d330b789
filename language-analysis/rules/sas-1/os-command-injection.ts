import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { oncePerPath } from "../path-fixes.ts";
import { defineRule } from "../rule.ts";
import { argumentVectorEdits } from "./argument-vector.ts";
import { injectionHits } from "./injection-hits.ts";
import { SNIPPETS } from "./os-command-injection-snippets.ts";

const fixesOf = oncePerPath((module, path): readonly Fix[] => {
  const edits = argumentVectorEdits(module, spanOf(path.sink.callAt));
  return edits ? [{ title: say("Start the program without a shell"), edits, isPreferred: true }] : [];
});

export const osCommandInjection = defineRule({
  id: "SAS-1/os-command-injection",
  title: "Event data reaches an operating-system command",
  severity: "critical",
  why: "A shell reads input as commands: with one semicolon the sender runs programs in the function, with its role and its environment.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/OS_Command_Injection_Defense_Cheat_Sheet.html",
  mitigation:
    "Start the program without a shell and give each argument apart; better, use a library. Accept only values of an allow-list.",
  snippets: SNIPPETS,
  check: (context) => injectionHits(context, "os-command", "reaches a shell", fixesOf),
});
