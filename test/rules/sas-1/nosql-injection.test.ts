import { nosqlInjection } from "../../../language-analysis/rules/sas-1/nosql-injection.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(nosqlInjection, {
  "a part of the parsed body in a filter": endpoint(`
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return await users.findOne({ name });
//             ^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/nosql-injection high
};`),
  "a query parameter is a text": endpoint(`
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => await users.findOne({ name: event.queryStringParameters.name });`),
  "a value that was made a text": endpoint(`
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => await users.findOne({ name: String(JSON.parse(event.body).name) });`),
  "what a library makes of it is not known": endpoint(`
const { MongoClient } = require("mongodb");
const { tidy } = require("some-library");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  return await users.findOne(tidy(event));
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/nosql-injection medium
};`),
});

fixTable(nosqlInjection, {
  "a value of the filter": {
    files: javaScriptApp(`const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return await users.findOne({ active: true, name });
};
`),
    after: {
      "app.js": `const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return await users.findOne({ active: true, name: String(name) });
};
`,
    },
  },
  "all values of one body, and no other": {
    files: javaScriptApp(`const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name, code } = JSON.parse(event.body);
  const shop = await users.findOne({ main: true });
  return await users.findOne({ name, code, shop: shop.id });
};
`),
    after: {
      "app.js": `const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name, code } = JSON.parse(event.body);
  const shop = await users.findOne({ main: true });
  return await users.findOne({ name: String(name), code: String(code), shop: shop.id });
};
`,
    },
  },
  "none for a filter as a whole": {
    files: javaScriptApp(`const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  return await users.findOne(JSON.parse(event.body));
};
`),
  },
  Python: {
    files: pythonApp(`import json
from pymongo import MongoClient

users = MongoClient().shop.users


def handler(event, context):
    body = json.loads(event["body"])
    return users.find_one({"name": body["name"]})
`),
    after: {
      "app.py": `import json
from pymongo import MongoClient

users = MongoClient().shop.users


def handler(event, context):
    body = json.loads(event["body"])
    return users.find_one({"name": str(body["name"])})
`,
    },
  },
});
