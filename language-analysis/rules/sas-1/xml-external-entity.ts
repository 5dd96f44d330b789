import { defineInjectionRule } from "./injection-hits.ts";
import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { defusedXmlEdits } from "./defused-xml.ts";
import { safeXmlEdits } from "./safe-xml.ts";
import { SNIPPETS } from "./xml-external-entity-snippets.ts";

export const xmlExternalEntity = defineInjectionRule({
  id: "SAS-1/xml-external-entity",
  title: "Event data is parsed as XML with entities",
  severity: "high",
  why: "A document type in the sender's XML makes the parser read files of the function and call addresses of its network, or blow up in memory.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html",
  mitigation: "Parse with document types and entities switched off.",
  snippets: SNIPPETS,
  // Looks for the manifest that is deployed with the function.
  scope: "workspace",
  sinks: ["xml"],
  reaches: "is parsed as XML with entities",
  fixesOf: (module, { sink }) => {
    const edits = safeXmlEdits(module, spanOf(sink.callAt));
    return edits ? [{ title: say("Leave entities alone"), edits }] : [];
  },
  contextFixesOf: (context, module, path) => {
    const edits = defusedXmlEdits(context, module, path);
    return edits ? [{ title: say("Parse it with defusedxml, which refuses entities"), edits }] : [];
  },
});
