import { pathTraversal } from "../../../language-analysis/rules/sas-1/path-traversal.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(pathTraversal, {
  "a name behind a folder": endpoint(`
const fs = require("fs");
exports.handler = async (event) => fs.readFileSync("/tmp/" + event.pathParameters.name);
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/path-traversal high`),
  "the last part of a name": endpoint(`
const fs = require("fs");
const path = require("path");
exports.handler = async (event) => fs.readFileSync("/tmp/" + path.basename(event.pathParameters.name));`),
  "text that passes through something unknown": endpoint(`
const fs = require("fs");
const { clean } = require("some-library");
exports.handler = async (event) => fs.readFileSync("/tmp/" + clean(event.pathParameters.name));
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/path-traversal medium`),
});
