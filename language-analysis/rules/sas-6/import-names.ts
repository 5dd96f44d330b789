import type { Ecosystem } from "../../model/dependencies.ts";

/** Node.js brings these along. Source: nodejs.org/api, `module.builtinModules`. */
const NODE_MODULES = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs " +
    "http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream " +
    "string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);

/** Packages whose import has another name than they have on PyPI: import -> packages, any of which provides it. */
const PYTHON_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  attr: ["attrs"],
  aws_lambda_powertools: ["aws-lambda-powertools"],
  aws_xray_sdk: ["aws-xray-sdk"],
  bs4: ["beautifulsoup4"],
  Crypto: ["pycryptodome", "pycrypto"],
  Cryptodome: ["pycryptodomex"],
  cv2: ["opencv-python", "opencv-python-headless"],
  dateutil: ["python-dateutil"],
  docx: ["python-docx"],
  dotenv: ["python-dotenv"],
  fitz: ["pymupdf"],
  git: ["gitpython"],
  google: ["protobuf", "google-cloud-storage", "google-auth", "google-api-python-client"],
  googleapiclient: ["google-api-python-client"],
  jose: ["python-jose"],
  jwt: ["pyjwt"],
  magic: ["python-magic"],
  markdown: ["markdown"],
  MySQLdb: ["mysqlclient"],
  mysql: ["mysql-connector-python", "mysql-connector"],
  nacl: ["pynacl"],
  OpenSSL: ["pyopenssl"],
  PIL: ["pillow"],
  psycopg2: ["psycopg2", "psycopg2-binary", "aws-psycopg2"],
  pymongo: ["pymongo"],
  bson: ["pymongo"],
  serial: ["pyserial"],
  skimage: ["scikit-image"],
  sklearn: ["scikit-learn"],
  slack: ["slackclient", "slack-sdk"],
  slack_sdk: ["slack-sdk"],
  snowflake: ["snowflake-connector-python"],
  telegram: ["python-telegram-bot"],
  websocket: ["websocket-client"],
  yaml: ["pyyaml"],
  zmq: ["pyzmq"],
};

/** Names of the packages that an import may come from; none for modules of the app and of the language. */
export function packageOfImport(ecosystem: Ecosystem, module: string): readonly string[] {
  if (module === "" || module.startsWith(".") || module.startsWith("/")) return [];
  switch (ecosystem) {
    case "npm": {
      if (module.startsWith("node:")) return [];
      const [first = "", second = ""] = module.split("/");
      const name = first.startsWith("@") ? `${first}/${second}` : first;
      return NODE_MODULES.has(name) ? [] : [name];
    }
    case "PyPI": {
      const parts = module.split(".");
      // Packages that share a namespace carry the path in their name: google.cloud.storage, azure.functions.
      const paths = parts.slice(0, 4).map((_, index) => parts.slice(0, index + 1).join("-"));
      return [
        ...(PYTHON_PACKAGES[parts[0] ?? ""] ?? []),
        ...paths.map((path) => path.replace(/[-_.]+/g, "-").toLowerCase()),
      ];
    }
    default:
      return [];
  }
}
