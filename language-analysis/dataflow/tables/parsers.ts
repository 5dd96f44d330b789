// Parsers that do more than read data: XML with entities, deserializers that build functions and objects. Sources: README pages of
// libxmljs, libxmljs2, node-expat, xml2json, fast-xml-parser, node-serialize, serialize-to-js, funcster, cryo, js-yaml 3 and 4;
// Node.js documentation, "V8" (`deserialize` reads data only).
import type { PatternSink, SinkRow } from "./schema.ts";

const entities = "resolves the entities that the document declares";
const revives = "builds functions and objects of it";

export const PARSER_SINKS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "xml",
    argument: { index: 0 },
    effect: entities,
    when: { option: "noent", equals: [true] },
    apis: [
      "libxmljs.parseXml",
      "libxmljs.parseXmlString",
      "libxmljs2.parseXml",
      "libxmljs2.parseXmlString",
      "libxmljs.parseXmlAsync",
      "libxmljs2.parseXmlAsync",
      "libxmljs.Document.fromXml",
      "libxmljs.parseHtml",
    ],
  },
  {
    kind: "text",
    class: "xml",
    argument: { index: 0 },
    effect: entities,
    when: { option: "replaceEntities", equals: [true] },
    apis: ["libxmljs.parseXml", "libxmljs.parseXmlString", "libxmljs2.parseXml", "libxmljs2.parseXmlString"],
  },
  {
    kind: "text",
    class: "xml",
    argument: { index: 0 },
    effect: entities,
    apis: [
      "xml2json.toJson",
      "xml2json",
      "expat.parse",
      "libxmljs.SaxParser().parseString",
      "libxmljs.SaxPushParser().push",
    ],
  },
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0 },
    effect: revives,
    apis: [
      "node-serialize.unserialize",
      "serialize-to-js.deserialize",
      "serialize-to-js.deserializeUnsafe",
      "funcster.deepDeserialize",
      "funcster.deserialize",
      "cryo.parse",
      "serialijse.deserialize",
      "jsonpickle.decode",
      "bser.loadFromBuffer",
      "php-serialize.unserialize",
      "node-serialize-js.unserialize",
      "flatted-unsafe.parse",
      "java.unserialize",
    ],
  },
  // Version 3 knows functions in its default schema; in version 4 a schema of another package has them: the rule asks for the version.
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0 },
    effect: revives,
    doubt: 1,
    when: { option: "schema", unless: ["JSON_SCHEMA", "FAILSAFE_SCHEMA", "CORE_SCHEMA", "DEFAULT_SAFE_SCHEMA"] },
    apis: ["js-yaml.load", "js-yaml.loadAll"],
  },
];

export const PARSER_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["node-expat"],
    rest: /\.(parse|write|end)$/,
    row: { kind: "text", class: "xml", argument: { index: 0 }, effect: entities },
  },
];
