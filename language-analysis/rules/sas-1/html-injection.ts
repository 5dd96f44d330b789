import { defineInjectionRule } from "./injection-hits.ts";
import { escapedForHtml } from "./guards.ts";
import { SNIPPETS } from "./html-injection-snippets.ts";

export const htmlInjection = defineInjectionRule({
  id: "SAS-1/html-injection",
  title: "Event data is put into HTML without escaping",
  severity: "medium",
  why: "Markup in the input becomes markup of the page or mail: scripts run as the app in the reader's browser, links lead elsewhere.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html",
  mitigation: "Escape each value where it is put into HTML, or let a template engine do it.",
  snippets: SNIPPETS,
  sinks: ["html"],
  reaches: "is put into HTML unescaped",
  fixesOf: escapedForHtml,
});
