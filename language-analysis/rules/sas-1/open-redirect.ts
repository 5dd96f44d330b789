import { defineInjectionRule } from "./injection-hits.ts";
import { SNIPPETS } from "./open-redirect-snippets.ts";

export const openRedirect = defineInjectionRule({
  id: "SAS-1/open-redirect",
  title: "Event data chooses where the caller is redirected",
  severity: "medium",
  why: "A link that begins with the app's address ends on the sender's: good for phishing, and for stealing codes of a sign-in.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html",
  mitigation: "Redirect to paths of your own, or to hosts of a list.",
  snippets: SNIPPETS,
  sinks: ["redirect"],
  reaches: "chooses where the caller is redirected",
});
