import { unsafeDeserialization } from "../../../language-analysis/rules/sas-1/unsafe-deserialization.ts";
import { pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
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

fixTable(unsafeDeserialization, {
  "the safe loader": {
    files: pythonApp(`import yaml


def handler(event, context):
    return yaml.load(event["body"], Loader=yaml.Loader)  # settings
`),
    after: {
      "app.py": `import yaml


def handler(event, context):
    return yaml.safe_load(event["body"])  # settings
`,
    },
  },
  "none for what has no safe form": {
    files: pythonApp(`import pickle


def handler(event, context):
    return pickle.loads(event["body"])
`),
  },
});
