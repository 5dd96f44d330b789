import { describe, expect, test } from "vitest";
import { formatMessage } from "../../../language-analysis/model/message.ts";
import { vulnerableDependency } from "../../../language-analysis/rules/sas-6/vulnerable-dependency.ts";
import { analyseFiles, type Files } from "../analyse-files.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { ADVISORIES, appWith } from "./small-app.ts";

const found = (files: Files) =>
  analyseFiles(appWith(files), [vulnerableDependency], ADVISORIES).findings.map(
    ({ at, node, severity, confidence, message }) => ({
      place: `${at.file}:${at.start.line}:${at.start.character}`,
      node: node.slice(node.indexOf("#") + 1),
      severity,
      confidence,
      message: formatMessage(message),
    }),
  );

const manifest = (dependencies: string, more = "") => `{\n  "dependencies": {\n    ${dependencies}\n  }${more}\n}\n`;

describe("SAS-6/vulnerable-dependency", () => {
  test("an exact version, imported: the score decides", () => {
    expect(found({ "web/package.json": manifest('"parse-it": "1.4.1"') })).toEqual([
      {
        place: "web/package.json:2:4",
        node: "Web",
        severity: "critical",
        confidence: "high",
        message: "parse-it 1.4.1, packaged with Web, has a known vulnerability: Code execution (CVE-1), and 1 more.",
      },
    ]);
  });

  test.each([
    ["beside the code", "report/PyYAML-3.13.dist-info/METADATA", true],
    ["in a folder of packages", "report/vendor/PyYAML-3.13.egg-info/PKG-INFO", true],
    ["outside of what is deployed", "tools/PyYAML-3.13.dist-info/METADATA", false],
    ["nothing of the kind", "report/METADATA", false],
  ])("a package that lies installed %s", (_, file, isFound) => {
    const metadata = "Metadata-Version: 2.1\nName: PyYAML\nVersion: 3.13\n\nName: other\nVersion: 9\n";
    const expected = { place: `${file}:2:9`, node: "Report", confidence: "high", severity: "medium" };
    expect(found({ [file]: metadata })).toMatchObject(isFound ? [expected] : []);
    expect(found({ [file]: metadata.replace("3.13", "6.0.2") })).toEqual([]);
  });

  test("a lock file further up is not that of a requirements file", () => {
    const lock = '[[package]]\nname = "pyyaml"\nversion = "3.13"\n';
    const files = { "report/requirements.txt": "requests\n" };
    expect(found({ ...files, "report/uv.lock": lock })).toHaveLength(1);
    expect(found({ ...files, "uv.lock": lock })).toEqual([]);
  });

  test("a package that is named and installed is told once, where it is named", () => {
    const metadata = "Name: PyYAML\nVersion: 3.13\n";
    const files = { "report/PyYAML-3.13.dist-info/METADATA": metadata, "report/requirements.txt": "PyYAML==3.13\n" };
    expect(found(files)).toMatchObject([{ place: "report/requirements.txt:0:0" }]);
  });

  test("the version of the lock file counts, not the range", () => {
    const lock = (version: string) => `{"packages": {\n  "node_modules/parse-it": {"version": "${version}"}\n}}`;
    const files = { "web/package.json": manifest('"parse-it": "^1.0.0"') };
    expect(found({ ...files, "web/package-lock.json": lock("1.4.9") })).toMatchObject([{ severity: "medium" }]);
    expect(found({ ...files, "web/package-lock.json": lock("1.5.0") })).toEqual([]);
  });

  test("a range that allows a fixed version is none; one that does not is, with less confidence", () => {
    expect(found({ "web/package.json": manifest('"parse-it": "^1.0.0"') })).toEqual([]);
    expect(found({ "web/package.json": manifest('"parse-it": "~1.3.0"') })).toMatchObject([
      {
        confidence: "medium",
        severity: "critical",
        message: "parse-it ~1.3.0, packaged with Web, has a known vulnerability: Code execution (CVE-1).",
      },
    ]);
  });

  test.each([
    ["esbuild of SAM", "    Metadata: { BuildMethod: esbuild }"],
    ["a build of its own", "    Metadata: { BuildMethod: makefile }"],
  ])("what a bundler leaves out is not packaged: %s", (name, metadata) => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: web/, Handler: app.handler, Runtime: nodejs22.x }
${metadata}
`;
    const files = { "template.yaml": template, "web/package.json": manifest('"never-mended": "1.0.0"') };
    expect(found(files)).toHaveLength(name.startsWith("esbuild") ? 0 : 1);
  });

  test.each(["serverless-esbuild", "serverless-webpack", "serverless-offline"])("with the plugin %s", (plugin) => {
    const service = `service: shop\nprovider: { name: aws, runtime: nodejs22.x }\nplugins: [${plugin}]
functions:\n  web: { handler: web/app.handler }\n`;
    const files = {
      "template.yaml": "",
      "serverless.yml": service,
      "package.json": manifest('"never-mended": "1.0.0"'),
    };
    expect(found(files)).toHaveLength(plugin === "serverless-offline" ? 1 : 0);
    const imported = { ...files, "web/app.js": 'exports.handler = () => require("never-mended");' };
    expect(found(imported)).toHaveLength(1);
  });

  test("what no code imports is less severe", () => {
    expect(found({ "web/package.json": manifest('"never-mended": "1.0.0"') })).toMatchObject([{ severity: "medium" }]);
  });

  test("what others bring along is one finding", () => {
    const lock =
      '{"packages": {\n  "node_modules/parse-it": {"version": "1.5.0", "dependencies": {"inner": "*"}},\n  "node_modules/inner": {"version": "2.0.0"}\n}}';
    expect(
      found({ "web/package.json": manifest('"parse-it": "^1.0.0"'), "web/package-lock.json": lock }),
    ).toMatchObject([
      {
        place: "web/package-lock.json:2:16",
        severity: "medium",
        message: "Packages that others bring along to Web have known vulnerabilities: inner.",
      },
    ]);
  });

  test("Python, by the name of the package, not of the import", () => {
    expect(found({ "report/requirements.txt": "PyYAML==5.3\n" })).toMatchObject([
      { place: "report/requirements.txt:0:0", node: "Report", severity: "medium" },
    ]);
    expect(found({ "report/requirements.txt": "PyYAML==6.0\n" })).toEqual([]);
  });

  test.each([
    ["only for development", { "web/package.json": '{"devDependencies": {"never-mended": "1.0.0"}}' }],
    ["a manifest of something else", { "site/package.json": manifest('"parse-it": "1.0.0"') }],
    ["a manifest above what is packaged, not imported", { "package.json": manifest('"never-mended": "1.0.0"') }],
    ["a version that is not known", { "web/package.json": manifest('"parse-it": "workspace:*"') }],
    ["a broken manifest", { "web/package.json": '{"dependencies": {"parse-it": ' }],
  ])("none for %s", (_, files) => {
    expect(found(files)).toEqual([]);
  });

  test("imported from a manifest above, as bundlers do", () => {
    expect(found({ "package.json": manifest('"parse-it": "1.0.0", "never-mended": "1.0.0"') })).toHaveLength(1);
  });
});

ruleTable(
  vulnerableDependency,
  {
    "an exact version": appWith({
      "web/package.json": `{
  "dependencies": {
    "parse-it": "1.4.1"
    ^^^^^^^^^^^^^^^^^^^ SAS-6/vulnerable-dependency high
  }
}
`,
    }),
    "a version that is mended": appWith({ "web/package.json": manifest('"parse-it": "1.5.0"') }),
    "a range that no mended version is in": appWith({
      "web/package.json": `{
  "dependencies": {
    "parse-it": "~1.3.0"
    ^^^^^^^^^^^^^^^^^^^^ SAS-6/vulnerable-dependency medium
  }
}
`,
    }),
    "not known: a version that the workspace decides": appWith({
      "web/package.json": manifest('"parse-it": "workspace:*"'),
    }),
  },
  ADVISORIES,
);

fixTable(
  vulnerableDependency,
  {
    "the oldest version without a known weakness, in the same manner": {
      files: appWith({ "web/package.json": manifest('"parse-it": "~1.4.0"') }),
      after: { "web/package.json": manifest('"parse-it": "~1.5.0"') },
    },
    "exact in requirements.txt": {
      files: appWith({ "report/requirements.txt": "PyYAML==5.3  # keep\n" }),
      after: { "report/requirements.txt": "PyYAML==5.4  # keep\n" },
    },
    "none when no version is mended": {
      files: appWith({ "web/package.json": manifest('"never-mended": "1.0.0"') }),
    },
  },
  ADVISORIES,
);
