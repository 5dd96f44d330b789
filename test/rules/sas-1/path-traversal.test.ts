import { pathTraversal } from "../../../language-analysis/rules/sas-1/path-traversal.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
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

const store = (call: string, mark = ""): Record<string, string> =>
  pythonApp(`
import boto3
import json
s3 = boto3.client("s3")
def handler(event, context):
    body = json.loads(event["body"])
    ${call}
${mark}`);

ruleTable(pathTraversal, {
  "an object that the caller names is read": store(
    's3.get_object(Bucket="files", Key=body["name"])',
    `#   ${"^".repeat(47)} SAS-1/path-traversal high`,
  ),
  "an object that the caller names is written over": store(
    's3.put_object(Bucket="files", Key=body["name"], Body=body["text"])',
    `#   ${"^".repeat(66)} SAS-1/path-traversal high`,
  ),
  "an object in a folder of the app's own": store(
    's3.upload_fileobj(body["text"], "files", "uploads/" + body["name"])',
  ),
  "a folder behind what is not known": store(
    's3.put_object(Bucket="files", Key=str(len(body["text"])) + "/" + body["name"], Body="")',
  ),
  "the presigned form of an upload": endpoint(`
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const s3 = new S3Client({});
exports.handler = async (event) => getSignedUrl(s3, new PutObjectCommand({ Bucket: "files", Key: JSON.parse(event.body).name }));
//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/path-traversal high`),
});

fixTable(pathTraversal, {
  "the last part, with the module at hand": {
    files: javaScriptApp(`const fs = require("fs");
const path = require("node:path");
exports.handler = async (event) => {
  const { name } = event.pathParameters;
  return fs.readFileSync(path.join("/tmp", name)); // a report
};
`),
    after: {
      "app.js": `const fs = require("fs");
const path = require("node:path");
exports.handler = async (event) => {
  const { name } = event.pathParameters;
  return fs.readFileSync(path.join("/tmp", path.basename(name))); // a report
};
`,
    },
  },
  "the module comes along": {
    files: javaScriptApp(`"use strict";

const fs = require("fs");
exports.handler = async (event) => {
  const file = \`/tmp/\${event.pathParameters.name}\`;
  return fs.readFileSync(file);
};
`),
    after: {
      "app.js": `"use strict";

const path = require("node:path");
const fs = require("fs");
exports.handler = async (event) => {
  const file = \`/tmp/\${path.basename(event.pathParameters.name)}\`;
  return fs.readFileSync(file);
};
`,
    },
  },
  "none where the name of the module is taken": {
    files: javaScriptApp(`const fs = require("fs");
exports.handler = async (event) => {
  const path = event.pathParameters.name;
  return fs.readFileSync("/tmp/" + path);
};
`),
  },
  Python: {
    files: pythonApp(`import json


def handler(event, context):
    name = event["pathParameters"]["name"]
    with open("/tmp/" + name) as file:  # a report
        return json.load(file)
`),
    after: {
      "app.py": `import os
import json


def handler(event, context):
    name = event["pathParameters"]["name"]
    with open("/tmp/" + os.path.basename(name)) as file:  # a report
        return json.load(file)
`,
    },
  },
});
