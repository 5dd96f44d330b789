import { defineInjectionRule } from "./injection-hits.ts";
import { SNIPPETS } from "./server-side-request-forgery-snippets.ts";

export const serverSideRequestForgery = defineInjectionRule({
  id: "SAS-1/server-side-request-forgery",
  title: "Event data chooses the address of a request",
  severity: "high",
  why: "The function calls what the sender names: services of the network that only the function reaches, or a host that answers with content of the sender's choice.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html",
  mitigation:
    "Choose the host from a list of your own, and take only path parts or parameters from the input, encoded.",
  snippets: SNIPPETS,
  sinks: ["ssrf"],
  reaches: "chooses the address of a request",
});
