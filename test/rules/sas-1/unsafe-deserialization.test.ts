import { unsafeDeserialization } from "../../../language-analysis/rules/sas-1/unsafe-deserialization.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(unsafeDeserialization, {
  "functions in a cookie": endpoint(`
const serialize = require("node-serialize");
exports.handler = async (event) => serialize.unserialize(event.headers.Cookie);
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/unsafe-deserialization high`),
  "JSON has only data": endpoint(`
exports.handler = async (event) => JSON.parse(event.headers.Cookie);`),
  "text that passes through something unknown": endpoint(`
const serialize = require("node-serialize");
const { tidy } = require("some-library");
exports.handler = async (event) => serialize.unserialize(tidy(event.body));
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/unsafe-deserialization medium`),
});
