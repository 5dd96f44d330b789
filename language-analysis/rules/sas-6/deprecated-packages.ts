// Packages that their authors have given up, with what they or their successors recommend. Facts from the packages' own pages on
// npmjs.com and pypi.org (deprecation notices, read-only repositories), collected 2026-11; to refresh, look at the notices again.
import type { Ecosystem } from "../../model/dependencies.ts";

export interface DeprecatedPackage {
  readonly since: string;
  /** What to use instead, as the end of a sentence. */
  readonly instead: string;
  /** Only versions below this one. */
  readonly below?: string;
}

export const DEPRECATED_PACKAGES: Readonly<Partial<Record<Ecosystem, Readonly<Record<string, DeprecatedPackage>>>>> = {
  npm: {
    "apollo-server": { since: "2024", instead: "@apollo/server" },
    "apollo-server-express": { since: "2024", instead: "@apollo/server" },
    "apollo-server-lambda": { since: "2024", instead: "@apollo/server with @as-integrations/aws-lambda" },
    "aws-sdk": { since: "2025", instead: "the clients of AWS SDK for JavaScript v3 (@aws-sdk/client-...)" },
    "azure-storage": { since: "2020", instead: "@azure/storage-blob and its siblings" },
    "babel-core": { since: "2018", instead: "@babel/core" },
    "chrome-aws-lambda": { since: "2022", instead: "@sparticuz/chromium" },
    "core-js": { since: "2020", instead: "version 3 of it", below: "3.0.0" },
    crypto: { since: "2017", instead: "the crypto module of Node.js" },
    csurf: { since: "2022", instead: "the CSRF protection of your framework" },
    "har-validator": { since: "2020", instead: "nothing: it came with request" },
    jade: { since: "2015", instead: "pug" },
    "left-pad": { since: "2019", instead: "String.prototype.padStart" },
    "node-uuid": { since: "2017", instead: "uuid, or randomUUID of node:crypto" },
    phantomjs: { since: "2018", instead: "a headless browser that is maintained" },
    "phantomjs-prebuilt": { since: "2018", instead: "a headless browser that is maintained" },
    querystring: { since: "2020", instead: "URLSearchParams" },
    request: { since: "2020", instead: "fetch" },
    "request-promise": { since: "2020", instead: "fetch" },
    "request-promise-native": { since: "2020", instead: "fetch" },
    tslint: { since: "2020", instead: "typescript-eslint" },
    uuid: { since: "2020", instead: "a current version of it", below: "7.0.0" },
    vm2: { since: "2023", instead: "a sandbox in another process, such as isolated-vm" },
    xmldom: { since: "2021", instead: "@xmldom/xmldom" },
  },
  PyPI: {
    beautifulsoup: { since: "2012", instead: "beautifulsoup4" },
    boto: { since: "2018", instead: "boto3" },
    enum34: { since: "2020", instead: "the enum module of Python" },
    "flask-jwt": { since: "2018", instead: "flask-jwt-extended" },
    futures: { since: "2020", instead: "the concurrent.futures module of Python" },
    "mysql-connector": { since: "2018", instead: "mysql-connector-python" },
    "mysql-python": { since: "2014", instead: "mysqlclient" },
    nose: { since: "2015", instead: "pytest" },
    oauth2client: { since: "2019", instead: "google-auth" },
    pil: { since: "2009", instead: "pillow" },
    pycrypto: { since: "2013", instead: "pycryptodome or cryptography" },
    sklearn: { since: "2022", instead: "scikit-learn" },
    suds: { since: "2010", instead: "suds-community or zeep" },
  },
};
