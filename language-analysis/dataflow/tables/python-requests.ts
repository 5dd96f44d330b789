// Outbound requests of Python: the address. Sources: documentation of requests, urllib, urllib3, httpx, aiohttp, http.client, pycurl, boto3's
// endpoints are no part of it.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const effect = "sends a request to the address";
const address = (index: number, keyword = "url"): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "ssrf",
  argument: { index, keyword },
  effect,
});
const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"];

export const PYTHON_REQUESTS: readonly SinkRow[] = [
  {
    ...address(0),
    apis: [
      ...["requests", "httpx", "requests.api", "grequests", "botocore.vendored.requests", "curl_cffi.requests"].flatMap(
        (name) => METHODS.map((method) => `${name}.${method}`),
      ),
      "urllib.urlopen",
      "urllib.urlretrieve",
      "urllib.request.urlopen",
      "urllib.request.urlretrieve",
      "urllib.request.Request",
      "urllib.request.build_opener().open",
      "urllib.request.URLopener().open",
      "urllib2.urlopen",
      "urllib2.Request",
      "urllib2.build_opener().open",
      "httpx.stream",
      "wget.download",
      "pandas.read_html",
      "feedparser.parse",
      "newspaper.Article",
      "weasyprint.HTML",
      "pdfkit.from_url",
      "imgkit.from_url",
      "cv2.VideoCapture",
      "trafilatura.fetch_url",
      "langchain_community.document_loaders.WebBaseLoader",
      "urllib.request.FancyURLopener().open",
      "urllib.request.FancyURLopener().retrieve",
    ],
  },
  {
    ...address(1),
    apis: [
      "requests.request",
      "httpx.request",
      "requests.api.request",
      "requests.Request",
      "urllib3.request",
      "aiohttp.request",
    ],
  },
  {
    ...address(0, "host"),
    apis: [
      "http.client.HTTPConnection",
      "http.client.HTTPSConnection",
      "httplib.HTTPConnection",
      "httplib.HTTPSConnection",
      "socket.create_connection",
      "ftplib.FTP",
      "telnetlib.Telnet",
      "smtplib.SMTP",
    ],
  },
];

export const PYTHON_REQUEST_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["requests", "httpx", "aiohttp", "requests_html", "requests_futures", "cloudscraper"],
    rest: /\.\w*(Session|Client|session)\w*\(\)\.(get|post|put|patch|delete|head|options|stream|ws_connect)$/,
    row: address(0),
  },
  {
    modules: ["requests", "httpx", "aiohttp"],
    rest: /\.\w*(Session|Client|session)\w*\(\)\.request$/,
    row: address(1),
  },
  {
    modules: ["urllib3"],
    rest: /\.(PoolManager|ProxyManager)\(\)\.(request|urlopen|request_encode_url|request_encode_body)$/,
    row: address(1),
  },
  {
    modules: ["playwright", "pyppeteer", "selenium"],
    rest: /\(\)\.(goto|get)$/,
    row: address(0),
  },
  {
    modules: ["socket"],
    rest: /\.socket\(\)\.(connect|connect_ex)$/,
    row: { kind: "text", class: "ssrf", argument: { index: 0, properties: ["0"] }, effect },
  },
  { modules: ["paramiko"], rest: /\.SSHClient\(\)\.connect$/, row: address(0, "hostname") },
  { modules: ["httplib2"], rest: /\.Http\(\)\.request$/, row: address(0, "uri") },
  { modules: ["pycurl"], rest: /\.Curl\(\)\.setopt$/, row: address(1) },
];
