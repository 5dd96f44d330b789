import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: no entities"),
    language: "javascript",
    text: `const document = libxmljs.parseXml(event.body); // without noent and dtdload
const order = new XMLParser({ processEntities: false }).parse(event.body); // fast-xml-parser`,
  },
  {
    title: say("Python: defusedxml"),
    language: "python",
    text: `from defusedxml.ElementTree import fromstring

order = fromstring(event["body"])`,
  },
];
