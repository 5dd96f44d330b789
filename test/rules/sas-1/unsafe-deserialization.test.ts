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
  "js-yaml of a version that builds functions": {
    ...endpoint(`
const yaml = require("js-yaml");
exports.handler = async (event) => yaml.load(event.body);
//                                 ^^^^^^^^^^^^^^^^^^^^^ SAS-1/unsafe-deserialization medium`),
    "package.json": `{ "name": "orders", "dependencies": { "js-yaml": "^3.14.0" } }`,
  },
  "js-yaml 4 reads data only": {
    ...endpoint(`
const yaml = require("js-yaml");
exports.handler = async (event) => yaml.load(event.body);`),
    "package.json": `{ "name": "orders", "dependencies": { "js-yaml": "^4.1.0" } }`,
  },
  "js-yaml of a version that is not known": endpoint(`
const yaml = require("js-yaml");
exports.handler = async (event) => yaml.load(event.body);`),
});

const script = (call: string): string => `const yaml = require("js-yaml");
exports.handler = async (event) => ${call};
`;

const pythonCode = (call: string): string => `import yaml

def handler(event, context):
    return ${call}
`;

fixTable(unsafeDeserialization, {
  "the full schema goes": {
    files: endpoint(script("yaml.load(event.body, { schema: yaml.DEFAULT_FULL_SCHEMA })")),
    after: { "orders.js": script("yaml.safeLoad(event.body)") },
  },
  "other options stay with their owner": {
    files: endpoint(script("yaml.load(event.body, { schema: yaml.DEFAULT_FULL_SCHEMA, json: true })")),
  },
  "the loader of PyYAML": {
    files: pythonApp(pythonCode(`yaml.load(event["body"], Loader=yaml.Loader)`)),
    after: { "app.py": pythonCode(`yaml.safe_load(event["body"])`) },
  },
  "no safe form is known": {
    files: endpoint(`
const serialize = require("node-serialize");
exports.handler = async (event) => serialize.unserialize(event.body);`),
  },
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
