import { outboundWithoutTimeout } from "../../../language-analysis/rules/sas-8/outbound-without-timeout.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(outboundWithoutTimeout, {
  fetch: javaScriptApp(`
exports.handler = async () => (await fetch("https://rates.shop.test/eur")).json();
//                                   ^^^^^ SAS-8/outbound-without-timeout high`),
  "fetch with a signal": javaScriptApp(`
exports.handler = async () => fetch("https://rates.shop.test/eur", { signal: AbortSignal.timeout(3000) });`),
  "not known: options from elsewhere": javaScriptApp(`
const { options } = require("./settings");
exports.handler = async () => fetch("https://rates.shop.test/eur", options);`),
  "axios, called twice": javaScriptApp(`
const axios = require("axios");
exports.handler = async () => [await axios.get("https://a.shop.test"), await axios.get("https://b.shop.test")];
//                                   ^^^^^^^^^ SAS-8/outbound-without-timeout high`),
  "an axios client with a default": javaScriptApp(`
const axios = require("axios");
const client = axios.create({ timeout: 3000 });
exports.handler = async () => axios.get("https://a.shop.test");`),
  Requests: pythonApp(`
import requests
def handler(event, context):
    return requests.get("https://rates.shop.test/eur").json()
    #      ^^^^^^^^^^^^ SAS-8/outbound-without-timeout high`),
  "Requests with a timeout": pythonApp(`
import requests
def handler(event, context):
    return requests.get("https://rates.shop.test/eur", timeout=3).json()`),
  "an extension on the same machine": pythonApp(`
import urllib.request
ADDRESS = "http://localhost:2773/secretsmanager/get"
def handler(event, context):
    return urllib.request.urlopen(ADDRESS).read()`),
});

ruleTable(outboundWithoutTimeout, {
  "a session that a class holds": pythonApp(`
import requests
class Carrier:
    def __init__(self, session=None):
        self.session = session or requests.Session()
    def track(self, id):
        return self.session.get("https://carrier.test/" + id).json()
        ${" ".repeat(7)}${"^".repeat(16)} SAS-8/outbound-without-timeout high
    def confirm(self, id):
        return self.session.post("https://carrier.test/" + id, timeout=5)
def handler(event, context):
    carrier = Carrier()
    carrier.confirm(event["id"])
    return carrier.track(event["id"])`),
  "a session whose adapter may bring a timeout": pythonApp(`
import requests
session = requests.Session()
session.mount("https://", Patient())
def handler(event, context):
    return session.get("https://carrier.test").json()`),
  "a wait that is switched on to have no end": pythonApp(`
import httpx
def handler(event, context):
    return httpx.get("https://crawler.test", timeout=None).text
    ${" ".repeat(7)}${"^".repeat(9)} SAS-8/outbound-without-timeout high`),
  "httpx gives up by itself": pythonApp(`
import httpx
def handler(event, context):
    return httpx.get("https://crawler.test").text`),
  "not known: a timeout from elsewhere": pythonApp(`
import httpx
from settings import patience
def handler(event, context):
    return httpx.get("https://crawler.test", timeout=patience).text`),
});

fixTable(outboundWithoutTimeout, {
  "gives every call of the function a timeout": {
    files: pythonApp(`
import requests
def handler(event, context):
    requests.post("https://a.shop.test", json=event)
    return requests.post("https://b.shop.test").json()
`),
    after: {
      "app.py": `
import requests
def handler(event, context):
    requests.post("https://a.shop.test", json=event, timeout=10)
    return requests.post("https://b.shop.test", timeout=10).json()
`,
    },
  },
  "gives fetch a signal": {
    files: javaScriptApp(`exports.handler = async () => fetch("https://a.shop.test");`),
    after: {
      "app.js": `exports.handler = async () => fetch("https://a.shop.test", { signal: AbortSignal.timeout(10_000) });`,
    },
  },
});
