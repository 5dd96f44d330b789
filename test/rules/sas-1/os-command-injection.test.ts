import { osCommandInjection } from "../../../language-analysis/rules/sas-1/os-command-injection.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import type { Files } from "../analyse-files.ts";

const app = (runtime: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Convert:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: convert.handler
      Events:
        Get:
          Type: Api
          Properties:
            Path: /convert
            Method: get`;

const javascript = (code: string): Files => ({ "template.yaml": app("nodejs20.x"), "convert.js": code });
const python = (code: string): Files => ({ "template.yaml": app("python3.12"), "convert.py": code });

ruleTable(osCommandInjection, {
  "a query parameter in a shell command": javascript(`
const { execSync } = require("child_process");
exports.handler = async (event) => {
  execSync(\`convert \${event.queryStringParameters.url} /tmp/out\`);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/os-command-injection high
};`),
  "arguments of a program are no commands": javascript(`
const { execFileSync } = require("child_process");
exports.handler = async (event) => {
  execFileSync("convert", [event.queryStringParameters.url, "/tmp/out"]);
};`),
  "text that passes through something unknown": javascript(`
const { execSync } = require("child_process");
const { clean } = require("some-library");
exports.handler = async (event) => {
  execSync("convert " + clean(event.queryStringParameters.url));
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/os-command-injection medium
};`),
  "nobody chooses a constant": javascript(`
const { execSync } = require("child_process");
exports.handler = async (event) => {
  console.log(event.path);
  execSync("convert /tmp/in /tmp/out");
};`),
  "Python with a shell": python(
    `
import os


def handler(event, context):
    os.system("convert " + event["queryStringParameters"]["url"])
    # <- SAS-1 stands here
`.replace(
      "    # <- SAS-1 stands here",
      "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/os-command-injection high",
    ),
  ),
  "Python without one": python(`
import subprocess


def handler(event, context):
    subprocess.run(["convert", event["queryStringParameters"]["url"]])`),
});

const javascriptFix = (before: string, after: string) => ({
  files: javascript(before),
  after: { "convert.js": after },
});
const pythonFix = (before: string, after: string) => ({ files: python(before), after: { "convert.py": after } });

fixTable(osCommandInjection, {
  "a named import is replaced when nothing else uses it": javascriptFix(
    `const { execSync } = require("child_process");
exports.handler = async (event) => {
  execSync(\`convert \${event.queryStringParameters.url} -resize 200x200 --out=/tmp/\${event.queryStringParameters.name}.png\`, { timeout: 9 });
};
`,
    `const { execFileSync } = require("child_process");
exports.handler = async (event) => {
  execFileSync("convert", [event.queryStringParameters.url, "-resize", "200x200", \`--out=/tmp/\${event.queryStringParameters.name}.png\`], { timeout: 9 });
};
`,
  ),
  "and stays beside the new one when something does": javascriptFix(
    `import { exec } from "node:child_process";
exec("date");
function done() {}
export const handler = async (event) => {
  exec("convert " + event.queryStringParameters.url, done);
};
`,
    `import { exec, execFile } from "node:child_process";
exec("date");
function done() {}
export const handler = async (event) => {
  execFile("convert", [event.queryStringParameters.url], done);
};
`,
  ),
  "a member of the module": javascriptFix(
    `const cp = require("child_process");
exports.handler = async (event) => cp.execSync(\`ls -l "\${event.queryStringParameters.folder}"\`).toString();
`,
    `const cp = require("child_process");
exports.handler = async (event) => cp.execFileSync("ls", ["-l", event.queryStringParameters.folder]).toString();
`,
  ),
  "a pipe needs the shell": {
    files: javascript(`const cp = require("child_process");
exports.handler = async (event) => cp.execSync(\`cat \${event.queryStringParameters.file} | wc -l\`);
`),
  },
  "a command that was put together before": {
    files: javascript(`const cp = require("child_process");
exports.handler = async (event) => {
  const command = "cat " + event.queryStringParameters.file;
  return cp.execSync(command);
};
`),
  },
  "os.system becomes a subprocess without a shell": pythonFix(
    `import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    os.system(f"convert {name} /tmp/{name}.png")
`,
    `import subprocess
import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    subprocess.call(["convert", name, "/tmp/" + str(name) + ".png"])
`,
  ),
  "shell=True is switched off": pythonFix(
    `import subprocess


def handler(event, context):
    return subprocess.check_output("ls -l " + event["queryStringParameters"]["folder"], shell=True, text=True)
`,
    `import subprocess


def handler(event, context):
    return subprocess.check_output(["ls", "-l", event["queryStringParameters"]["folder"]], shell=False, text=True)
`,
  ),
  "values of format are written out again": pythonFix(
    `import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    os.system("touch /tmp/{} /tmp/{}.txt".format(name, name))
`,
    `import subprocess
import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    subprocess.call(["touch", "/tmp/" + str(name), "/tmp/" + str(name) + ".txt"])
`,
  ),
  "so are those of a percent sign": pythonFix(
    `import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    os.system("cat %s" % name)
`,
    `import subprocess
import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    subprocess.call(["cat", name])
`,
  ),
  "a width of format would be lost": {
    files: python(`import os


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    os.system("cat {:>8}".format(name))
`),
  },
  "a format would be lost": {
    files: python(`import os


def handler(event, context):
    os.system(f"convert {event['queryStringParameters']['name']!r}")
`),
  },
});
