import { xmlExternalEntity } from "../../../language-analysis/rules/sas-1/xml-external-entity.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(xmlExternalEntity, {
  "entities asked for": endpoint(`
const libxmljs = require("libxmljs");
exports.handler = async (event) => libxmljs.parseXml(event.body, { noent: true }).text();
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/xml-external-entity high`),
  "entities are off": endpoint(`
const libxmljs = require("libxmljs");
exports.handler = async (event) => libxmljs.parseXml(event.body).text();`),
  "options that are not known": endpoint(`
const libxmljs = require("libxmljs");
exports.handler = async (event) => libxmljs.parseXml(event.body, { noent: options.entities }).text();
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/xml-external-entity medium`),
});

fixTable(xmlExternalEntity, {
  "the option is off": {
    files: javaScriptApp(`const libxmljs = require("libxmljs");
exports.handler = async (event) => {
  return libxmljs.parseXml(event.body, { noent: true, nonet: true }).text();
};
`),
    after: {
      "app.js": `const libxmljs = require("libxmljs");
exports.handler = async (event) => {
  return libxmljs.parseXml(event.body, { noent: false, nonet: true }).text();
};
`,
    },
  },
  Python: {
    files: pythonApp(`from lxml import etree


def handler(event, context):
    return etree.fromstring(event["body"]).text
`),
    after: {
      "app.py": `from lxml import etree


def handler(event, context):
    return etree.fromstring(event["body"], parser=etree.XMLParser(resolve_entities=False, no_network=True)).text
`,
    },
  },
});
