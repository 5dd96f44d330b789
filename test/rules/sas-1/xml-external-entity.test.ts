import { xmlExternalEntity } from "../../../language-analysis/rules/sas-1/xml-external-entity.ts";
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
