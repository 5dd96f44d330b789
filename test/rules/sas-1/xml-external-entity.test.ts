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

const python = (before: string, parser: string): string => `from lxml import etree
${before}

def handler(event, context):
    return etree.fromstring(event["body"], ${parser}).text
`;

fixTable(xmlExternalEntity, {
  "options in a variable": {
    files: javaScriptApp(`const libxmljs = require("libxmljs");
const OPTIONS = { noent: true };
exports.handler = async (event) => libxmljs.parseXml(event.body, OPTIONS).text();
`),
    after: {
      "app.js": `const libxmljs = require("libxmljs");
const OPTIONS = { noent: false };
exports.handler = async (event) => libxmljs.parseXml(event.body, OPTIONS).text();
`,
    },
  },
  "the parser of lxml is told": {
    files: pythonApp(python("", "parser=etree.XMLParser(resolve_entities=True, huge_tree=True)")),
    after: { "app.py": python("", "parser=etree.XMLParser(resolve_entities=False, huge_tree=True)") },
  },
  "the parser of lxml is in a variable": {
    files: pythonApp(python("PARSER = etree.XMLParser()\n", "PARSER")),
    after: { "app.py": python("PARSER = etree.XMLParser(resolve_entities=False)\n", "PARSER") },
  },
  "a standard parser, with a manifest": {
    files: {
      ...pythonApp(`import xml.etree.ElementTree as ET

def handler(event, context):
    return ET.fromstring(event["body"]).tag
`),
      "requirements.txt": "requests==2.32.3\nboto3==1.34.0\n",
    },
    after: {
      "app.py": `import defusedxml.ElementTree
import xml.etree.ElementTree as ET

def handler(event, context):
    return defusedxml.ElementTree.fromstring(event["body"]).tag
`,
      "requirements.txt": "requests==2.32.3\nboto3==1.34.0\ndefusedxml==0.7.1\n",
    },
  },
  "a standard parser, the package is there": {
    files: {
      ...pythonApp(`import json
from xml.dom import minidom

def handler(event, context):
    return minidom.parseString(event["body"]).documentElement.tagName
`),
      "requirements.txt": "defusedxml==0.7.1\n",
    },
    after: {
      "app.py": `import defusedxml.minidom
import json
from xml.dom import minidom

def handler(event, context):
    return defusedxml.minidom.parseString(event["body"]).documentElement.tagName
`,
    },
  },
  "a standard parser, no manifest": {
    files: pythonApp(`import xml.etree.ElementTree as ET

def handler(event, context):
    return ET.fromstring(event["body"]).tag
`),
  },
  "a parser from elsewhere": {
    files: pythonApp(python("from parsers import PARSER\n", "PARSER")),
  },
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
