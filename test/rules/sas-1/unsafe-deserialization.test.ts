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
  "node-serialize writes JSON": {
    files: endpoint(`const serialize = require("node-serialize");
exports.handler = async (event) => serialize.unserialize(event.body).items;
`),
    after: {
      "orders.js": `const serialize = require("node-serialize");
exports.handler = async (event) => JSON.parse(event.body).items;
`,
    },
  },
  "node-serialize by the name of its function": {
    files: endpoint(`import { unserialize as read } from "node-serialize";
export const handler = async (event) => read(Buffer.from(event.headers.Cookie, "base64").toString());
`),
    after: {
      "orders.js": `import { unserialize as read } from "node-serialize";
export const handler = async (event) => JSON.parse(Buffer.from(event.headers.Cookie, "base64").toString());
`,
    },
  },
  "headers are an object already": {
    files: endpoint(`const serialize = require("node-serialize");
exports.handler = async (event) => serialize.unserialize(event.headers).Cookie;
`),
    after: {
      "orders.js": `const serialize = require("node-serialize");
exports.handler = async (event) => event.headers.Cookie;
`,
    },
  },
  "no safe form is known": {
    files: endpoint(`
const serialize = require("serialize-to-js");
exports.handler = async (event) => serialize.deserialize(event.body);`),
  },
});

const read = (imports: string, call: string): string => `${imports}


def handler(event, context):
    return ${call}
`;

fixTable(unsafeDeserialization, {
  "pickle of a coded text": {
    files: pythonApp(read("import base64\nimport pickle", `pickle.loads(base64.b64decode(event["body"]))["total"]`)),
    after: {
      "app.py": read(
        "import json\nimport base64\nimport pickle",
        `json.loads(base64.b64decode(event["body"]))["total"]`,
      ),
    },
  },
  "pickle of a variable": {
    files: pythonApp(`import json
import pickle


def handler(event, context):
    raw = event["body"].encode("latin-1")
    return pickle.loads(raw)
`),
    after: {
      "app.py": `import json
import pickle


def handler(event, context):
    raw = event["body"].encode("latin-1")
    return json.loads(raw)
`,
    },
  },
  "marshal by the name of its function": {
    files: pythonApp(read("import base64\nfrom marshal import loads", `loads(base64.b64decode(event["body"]))`)),
    after: {
      "app.py": read(
        "import json\nimport base64\nfrom marshal import loads",
        `json.loads(base64.b64decode(event["body"]))`,
      ),
    },
  },
  jsonpickle: {
    files: pythonApp(read("import jsonpickle", `jsonpickle.decode(event["body"])`)),
    after: { "app.py": read("import json\nimport jsonpickle", `json.loads(event["body"])`) },
  },
  "options of jsonpickle have no counterpart": {
    files: pythonApp(read("import jsonpickle", `jsonpickle.decode(event["body"], keys=True)`)),
  },
  "what is packed is no text": {
    files: pythonApp(
      read(
        "import base64\nimport pickle\nimport zlib",
        `pickle.loads(zlib.decompress(base64.b64decode(event["body"])))`,
      ),
    ),
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
    files: pythonApp(`import dill


def handler(event, context):
    return dill.load(event["body"])
`),
  },
});
