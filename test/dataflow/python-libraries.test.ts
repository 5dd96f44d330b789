// What Python's libraries do with data of the event: the sinks beyond commands and code.
import { taintTable } from "./taint-table.ts";

const classes = [
  "sql",
  "nosql",
  "deserialization",
  "xml",
  "ssrf",
  "path",
  "template",
  "prompt",
  "regex",
  "work",
  "os-command",
];

const py = (imports: string, body: string) => `
import json
${imports}
def handler(event, context):
    x = event["body"]
${body}
`;

taintTable(
  { language: "py", triggers: ["api"], classes },
  {
    "query texts": py(
      "import psycopg2, pymysql, sqlite3\nimport mysql.connector",
      `    psycopg2.connect("").cursor().execute("SELECT * FROM t WHERE n = '%s'" % x)
    #                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql event high body
    with pymysql.connect(host="h") as connection, connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM t WHERE id = {x}")
        #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql event high body
        cursor.execute("DELETE FROM t WHERE id = %s", (x,))
    mysql.connector.connect().cursor(buffered=True).execute("SELECT {}".format(x))
    #                                                       ^^^^^^^^^^^^^^^^^^^^^ sql event high body
    sqlite3.connect("f").executescript(x)
    #                                  ^ sql event high body`,
    ),
    "query texts at objects that are not known": py(
      "from db import connection",
      `    connection.cursor().execute("SELECT * FROM users WHERE id = " + x)
    #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql event high body
    connection.execute("run " + x)`,
    ),
    "SQLAlchemy, pandas, numbers": py(
      "import pandas\nfrom sqlalchemy import create_engine, text",
      `    engine = create_engine("url")
    with engine.connect() as connection:
        connection.execute(text("SELECT * FROM t WHERE a = '" + x + "'"))
        #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql event high body
        connection.execute(text("SELECT * FROM t WHERE a = :a"), {"a": x})
    pandas.read_sql("SELECT * FROM t LIMIT %d" % int(x), engine)`,
    ),
    "documents and search": py(
      "from pymongo import MongoClient",
      `    users = MongoClient("url").shop.users
    users.find_one(json.loads(x))
    #              ^^^^^^^^^^^^^ nosql event high body
    users.find_one({"name": json.loads(x)["name"]})
    #                       ^^^^^^^^^^^^^^^^^^^^^ nosql event high body.name
    users.find_one({"name": str(json.loads(x)["name"])})`,
    ),
    deserializers: py(
      "import pickle, yaml, base64, jsonpickle",
      `    pickle.loads(base64.b64decode(x))
    #            ^^^^^^^^^^^^^^^^^^^ deserialization event high body
    yaml.load(x)
    #         ^ deserialization event high body
    yaml.load(x, Loader=yaml.Loader)
    #         ^ deserialization event high body
    yaml.load(x, Loader=yaml.SafeLoader)
    yaml.load(x, yaml.CSafeLoader)
    yaml.safe_load(x)
    jsonpickle.decode(x)
    #                 ^ deserialization event high body`,
    ),
    XML: py(
      "from lxml import etree\nimport defusedxml.ElementTree as safe\nfrom xml.dom import pulldom",
      `    etree.fromstring(x)
    #                ^ xml event high body
    etree.fromstring(x, etree.XMLParser(resolve_entities=True))
    #                ^ xml event high body
    etree.fromstring(x, etree.XMLParser(resolve_entities=False))
    etree.fromstring(x, parser=etree.XMLParser(resolve_entities=False, no_network=True))
    safe.fromstring(x)
    pulldom.parseString(x)
    #                   ^ xml event high body`,
    ),
    requests: py(
      "import requests, urllib.request, httpx\nfrom urllib.parse import quote",
      `    requests.get(x, timeout=3)
    #            ^ ssrf event high body
    requests.get("https://api.example.com/users/" + x)
    requests.get("https://api.example.com/{}/users".format(x))
    requests.get("https://api.example.com/%s" % x)
    requests.get("https://{}/users".format(x))
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ssrf event high body
    requests.get("https://" + x + "/users")
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^ ssrf event high body
    urllib.request.urlopen(url=x)
    #                          ^ ssrf event high body
    with requests.Session() as session:
        session.post(x, data={})
        #            ^ ssrf event high body
    httpx.request("GET", x)
    #                    ^ ssrf event high body`,
    ),
    files: py(
      "import os\nfrom werkzeug.utils import secure_filename",
      `    open("/tmp/" + x)
    #    ^^^^^^^^^^^ path event high body
    open(os.path.join("/tmp", os.path.basename(x)))
    open("/tmp/" + x.replace("/", "_"))
    open("/tmp/" + secure_filename(x))
    os.remove(x)
    #         ^ path event high body`,
    ),
    templates: py(
      "from jinja2 import Template, Environment",
      `    Template("Hello " + x).render()
    #        ^^^^^^^^^^^^ template event high body
    Template("Hello {{ name }}").render(name=x)
    Environment().from_string(x)
    #                         ^ template event high body`,
    ),
    "amounts of work": py(
      "import re, time",
      `    time.sleep(json.loads(x)["seconds"])
    #          ^^^^^^^^^^^^^^^^^^^^^^^^ work event high body.seconds
    re.search(x, "text")
    #         ^ regex event high body
    re.search(re.escape(x), "text")`,
    ),
    programs: py(
      "import asyncio, subprocess, paramiko",
      `    subprocess.call("grep -R {} .".format(x))
    loop = asyncio.new_event_loop()
    loop.run_until_complete(asyncio.subprocess.create_subprocess_exec("bash", ["bash", "-c", x]))
    #                                                                                        ^ os-command event high body
    loop.subprocess_shell(None, x)
    #                           ^ os-command event high body
    client = paramiko.SSHClient()
    client.exec_command("ls " + x)
    #                   ^^^^^^^^^ os-command event high body`,
    ),
    "a context manager of the app": py(
      "import os, asyncio",
      `    with Loop() as loop:
        loop.subprocess_shell(None, x)
        #                           ^ os-command event high body

class Loop:
    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        return self.loop

    def __exit__(self, *args):
        self.loop.close()`,
    ),
  },
);
