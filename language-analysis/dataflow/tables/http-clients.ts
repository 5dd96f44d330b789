// Addresses of outbound requests in JavaScript. Sources: README pages of axios, got, node-fetch, undici, request, superagent, needle, ky,
// puppeteer, playwright, chrome-remote-interface; Node.js documentation, "HTTP", "HTTPS", "Net"; MDN `fetch`.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const effect = "sends a request there";
const address = (...properties: string[]): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "ssrf",
  argument: properties.length === 0 ? { index: 0 } : { index: 0, properties, orText: true },
  effect,
});

const OPTIONS = ["url", "uri", "baseUrl", "baseURL", "host", "hostname", "prefixUrl", "href"];

export const HTTP_SINKS: readonly SinkRow[] = [
  {
    ...address("url"),
    apis: [
      "fetch",
      "node-fetch",
      "cross-fetch",
      "cross-fetch.fetch",
      "isomorphic-fetch",
      "isomorphic-unfetch",
      "undici.fetch",
      "undici.request",
      "undici.stream",
      "minipass-fetch",
      "make-fetch-happen",
      "fetch-retry()",
      "node-fetch.fetch",
      "sync-fetch",
    ],
  },
  {
    ...address(...OPTIONS),
    apis: [
      "http.request",
      "http.get",
      "https.request",
      "https.get",
      "http2.connect",
      "follow-redirects.http.get",
      "follow-redirects.https.get",
      "follow-redirects.http.request",
      "follow-redirects.https.request",
      "net.connect",
      "net.createConnection",
      "tls.connect",
    ],
  },
  {
    ...address(...OPTIONS),
    apis: [
      "axios",
      "got",
      "request",
      "request-promise",
      "request-promise-native",
      "postman-request",
      "superagent",
      "needle",
      "ky",
      "wretch",
      "phin",
      "centra",
      "bent",
      "simple-get",
      "simple-get.concat",
      "urllib.request",
      "http.Agent().request",
      "download",
      "image-downloader.image",
      "gaxios.request",
      "axios-retry",
    ],
  },
  {
    ...address(),
    apis: [
      "undici.Client",
      "undici.Pool",
      "ws",
      "ws.WebSocket",
      "WebSocket",
      "EventSource",
      "open-graph-scraper",
      "link-preview-js.getLinkPreview",
      "jsdom.JSDOM.fromURL",
      "url-metadata",
      "probe-image-size",
      "unfurl.js.unfurl",
      "cheerio.fromURL",
      "@extractus/article-extractor.extract",
      "@extractus/feed-extractor.extract",
    ],
  },
  { kind: "text", class: "ssrf", argument: { index: 1 }, effect, apis: ["needle", "needle.request"] },
  {
    ...address("url"),
    apis: [
      "html-pdf-node.generatePdf",
      "wkhtmltopdf",
      "pageres().src",
      "capture-website.file",
      "capture-website.buffer",
    ],
  },
];

export const HTTP_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["axios"],
    rest: /^(\.create\(\)|\.Axios\(\))?(\(\))?(\.(get|delete|head|options|post|put|patch|request|postForm|putForm))?$/,
    row: address(...OPTIONS),
  },
  {
    modules: [
      "got",
      "request",
      "request-promise",
      "request-promise-native",
      "postman-request",
      "superagent",
      "needle",
      "ky",
      "urllib",
      "gaxios",
    ],
    rest: /^(\.(extend|defaults|create|agent|instance)\(\)|\.got|\.default)?\.(get|post|put|patch|head|delete|del|options|stream|paginate|request|json)$/,
    row: address(...OPTIONS),
  },
  // An instance is called like the library.
  {
    modules: ["got", "request", "request-promise", "request-promise-native", "ky", "fetch-retry", "node-fetch-cookies"],
    rest: /^(\.(extend|defaults|create))?\(\)$/,
    row: address(...OPTIONS),
  },
  {
    modules: [
      "puppeteer",
      "puppeteer-core",
      "playwright",
      "playwright-core",
      "playwright-aws-lambda",
      "chrome-aws-lambda",
      "@sparticuz/chromium",
      "selenium-webdriver",
    ],
    rest: /\.(goto|get|connect)$/,
    row: address(),
  },
  { modules: ["rss-parser"], rest: /\(\)\.parseURL$/, row: address() },
  {
    modules: ["ssh2", "ssh2-sftp-client", "ftp", "basic-ftp", "promise-ftp"],
    rest: /\(\)\.(connect|access)$/,
    row: { kind: "text", class: "ssrf", argument: { index: 0, properties: ["host"] }, effect },
  },
  { modules: ["chrome-remote-interface"], rest: /\.Page\.navigate$/, row: address("url") },
  {
    modules: ["axios"],
    rest: /^\.create$/,
    row: { kind: "text", class: "ssrf", argument: { index: 0, properties: ["baseURL"] }, effect },
  },
];
