// The command line as users run it: the built bundle in a child process.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { put, temporaryFolder } from "../host/temporary-folder.ts";
import { sarifErrors } from "../views/sarif-schema.ts";

const checkout = path.resolve(import.meta.dirname, "../..");
const work = mkdtempSync(path.join(os.tmpdir(), "atlas-cli-"));
const dist = path.join(work, "dist");

beforeAll(() => {
  const build = [path.join(checkout, "scripts/build.mjs"), "--keep-going", "--outdir", dist];
  const { stderr } = spawnSync(process.execPath, build, { encoding: "utf8" });
  if (!existsSync(path.join(dist, "cli.js"))) throw new Error(`The command line was not built:\n${stderr}`);
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { ...process.env, XDG_CACHE_HOME: path.join(work, "cache"), ...environment };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(dist, "cli.js"), ...args],
      { env, cwd: work, maxBuffer: 1 << 26 },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const RISKY = {
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Run:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      Events:
        Get:
          Type: Api
          Properties: { Path: /run, Method: get }
`,
  "src/app.js": `const { execSync } = require("child_process");
exports.handler = async (event) => ({ body: execSync("ls " + event.queryStringParameters.dir).toString() });
`,
};
const CLEAN = {
  "template.yaml": `Resources:
  Orders:
    Type: AWS::SQS::Queue
`,
};

describe("scan", () => {
  test("no output holds the value of a secret", async () => {
    const values = [
      "AKIA" + "Q4TJZ7PNL2VWX3YR",
      "hX2k9vQm4LpR7sTd" + "W1yBzN8cF3gJ6aEuKoPiVtYx",
      "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    ];
    const [accessKey, secretKey, stripeKey] = values;
    const folder = temporaryFolder({
      "template.yaml": RISKY["template.yaml"].replace(
        "      Events:",
        `      Environment: { Variables: { STRIPE_KEY: ${stripeKey} } }\n      Events:`,
      ),
      "src/app.js": `const accessKeyId = "${accessKey}";
const secretAccessKey = "${secretKey}";
exports.handler = async () => { console.log("${stripeKey}"); return { body: accessKeyId + secretAccessKey }; };
`,
      ".env": `STRIPE_KEY=${stripeKey}\n`,
      ".npmrc": `//registry.example.com/:_authToken=${secretKey}\n`,
    });
    const outputs = [
      ...["text", "json", "sarif", "markdown", "html"].map((format) => ["scan", folder, "--format", format]),
      ...["json", "mermaid", "dot"].map((format) => ["graph", folder, "--format", format]),
      ["policy", folder],
    ];
    const printed = await Promise.all(outputs.map((args) => run(args)));
    expect(printed[1]?.out).toContain("SAS-7/hard-coded-secret");
    for (const { out, err } of printed) for (const value of values) expect(out + err).not.toContain(value);
  });

  test("a comment in a manifest accepts what stands below it", async () => {
    const service = `service: shop\nprovider: { name: aws, runtime: python3.13 }\nfunctions:\n  run: { handler: app.run }\n`;
    const folder = temporaryFolder({
      "serverless.yml": service,
      "app.py": "def run(event, context):\n    return 1\n",
      "requirements.txt": "# atlas-ignore SAS-6/unused-dependency -- loaded by name\nleft-over==1.0\nother-one==1.0\n",
    });
    const { out } = await run(["scan", folder]);
    expect(out).toContain("requirements.txt:3:1  SAS-6/unused-dependency");
    expect(out).not.toContain("requirements.txt:2:1  SAS-6/unused-dependency");
  });

  test("text is the default; findings make the exit code 1", async () => {
    const { code, out, err } = await run(["scan", temporaryFolder(RISKY)]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("SAS-1/os-command-injection");
    expect(out).toContain("src/app.js:2:");
    expect(out).not.toContain("\u001B");
  });

  test("SARIF is valid, relative, and the same for every run", async () => {
    const folder = temporaryFolder(RISKY);
    const first = await run(["scan", folder, "--format", "sarif", "--no-cache"]);
    const second = await run(["scan", folder, "--format", "sarif"]);
    expect(first.code).toBe(1);
    expect(second.out).toBe(first.out);
    const log = JSON.parse(first.out) as { runs: { results: { ruleId: string }[] }[] };
    expect(sarifErrors(log)).toEqual([]);
    expect(log.runs[0]?.results.map((result) => result.ruleId)).toContain("SAS-1/os-command-injection");
    expect(first.out).not.toContain(folder);
  });

  test.each([
    ["json", '"rule": "SAS-1/os-command-injection"'],
    ["markdown", "## SAS\\-1: Function event data injection"],
    ["html", "<!DOCTYPE html>"],
  ])("%s", async (format, expected) => {
    const { code, out } = await run(["scan", temporaryFolder(RISKY), "--format", format]);
    expect(code).toBe(1);
    expect(out.replace("SAS-1: Function", "SAS\\-1: Function")).toContain(expected);
  });

  test("--output writes the file, whatever the exit code", async () => {
    const file = path.join(work, "out.json");
    const { code, out } = await run(["scan", temporaryFolder(RISKY), "-f", "json", "-o", file]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(JSON.parse(readFileSync(file, "utf8"))).toHaveProperty("findings");
  });

  test.each([
    ["critical", 1],
    ["never", 0],
  ])("--fail-on %s gives %i for a critical finding", async (severity, expected) => {
    expect((await run(["scan", temporaryFolder(RISKY), "--fail-on", severity])).code).toBe(expected);
  });

  test("an app without findings is clean", async () => {
    const { code, out } = await run(["scan", temporaryFolder(CLEAN), "--fail-on", "medium"]);
    expect(code).toBe(0);
    expect(out).toContain("1 template");
  });

  test("a baseline accepts what it lists, and only that", async () => {
    const folder = temporaryFolder(RISKY);
    const baseline = path.join(work, "baseline.json");
    expect((await run(["scan", folder, "--write-baseline", baseline])).code).toBe(0);
    const accepted = await run(["scan", folder, "--baseline", baseline, "--format", "sarif"]);
    expect(accepted.code).toBe(0);
    expect(sarifErrors(JSON.parse(accepted.out))).toEqual([]);
    expect(accepted.out).toContain('"baselineState": "unchanged"');
    // A line more above does not make findings new; a new endpoint does.
    put(folder, "src/app.js", `// comment\n${RISKY["src/app.js"]}`);
    expect((await run(["scan", folder, "--baseline", baseline])).code).toBe(0);
    put(folder, "template.yaml", RISKY["template.yaml"].replace("/run, Method: get", "/other, Method: post"));
    const changed = await run(["scan", folder, "--baseline", baseline]);
    expect(changed.code).toBe(1);
    expect(changed.out).toContain("accepted by the baseline");
  });

  test("a baseline that is written anew keeps what the settings' baseline accepts", async () => {
    const folder = temporaryFolder({ ...RISKY, ".serverless-atlas.yml": "baseline: accepted.json\n" });
    const write = ["scan", folder, "--write-baseline", path.join(folder, "accepted.json")];
    put(folder, "accepted.json", '{ "findings": [] }');
    expect((await run(["scan", folder])).code).toBe(1);
    expect((await run(write)).code).toBe(0);
    expect((await run(write)).code).toBe(0);
    expect((await run(["scan", folder])).code).toBe(0);
  });

  test("nobody is asked about advisories when no package is named", async () => {
    const { code, out } = await run(["advisories", "refresh", temporaryFolder(CLEAN)]);
    expect(code).toBe(0);
    expect(out).toBe("No lock file or manifest names a package with its version.\n");
    expect(existsSync(path.join(work, "cache", "serverless-atlas", "refreshed-advisories.json"))).toBe(false);
  });

  test.each([
    ["an empty folder", {}],
    [
      "a folder without serverless apps",
      { "package.json": "{}", "index.js": "module.exports = 1;", "data.yaml": "a: 1" },
    ],
  ])("%s gets a friendly answer", async (_name, files) => {
    const { code, out, err } = await run(["scan", temporaryFolder(files)]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("No serverless app was found");
  });

  test("comments and the configuration decide; what is accepted is said with its reason", async () => {
    const folder = temporaryFolder(RISKY);
    const ids = (out: string) =>
      (JSON.parse(out) as { findings: { rule: string; accepted?: true; acceptedBecause?: string }[] }).findings;
    const before = ids((await run(["scan", folder, "--format", "json"])).out);
    expect(before.map(({ rule }) => rule)).toContain("SAS-1/os-command-injection");
    const commented = RISKY["src/app.js"].replace("exports", "// atlas-ignore SAS-1/* -- a lab\nexports");
    put(folder, "src/app.js", commented);
    put(folder, ".serverless-atlas.yml", "rules:\n  SAS-2/*: off\n  SAS-8/*: off\n");
    const after = ids((await run(["scan", folder, "--format", "json"])).out);
    expect(after.filter(({ rule }) => /^SAS-[28]\//.test(rule))).toEqual([]);
    expect(after.filter(({ rule }) => rule === "SAS-1/os-command-injection")).toEqual([
      expect.objectContaining({ accepted: true, acceptedBy: "comment", acceptedBecause: "a lab" }),
    ]);
    const sarif = (await run(["scan", folder, "--format", "sarif"])).out;
    expect(sarifErrors(JSON.parse(sarif))).toEqual([]);
    expect(sarif).toContain('"kind": "inSource"');
    put(folder, ".serverless-atlas.yml", "exclude:\n  - src/\n");
    expect(ids((await run(["scan", folder, "--format", "json"])).out).some(({ rule }) => /^SAS-1\//.test(rule))).toBe(
      false,
    );
  });

  test("bad files are named, the rest is analysed, nothing is thrown", async () => {
    const folder = temporaryFolder({
      ...RISKY,
      "broken.yaml": "Resources:\n  A:\n    Type: AWS::SQS::Queue\n  B: [\n",
      "broken.json": '{"Resources": {"A": {"Type": "AWS::SQS::Queue"',
      "binary.yaml": Uint8Array.from([0, 1, 2]),
      "latin.yaml": Uint8Array.from([0x61, 0x3a, 0xe9]),
      "broken.js": "exports.handler = async (event => {",
      "broken.py": "def lambda_handler(event, context:\n",
    });
    const { code, out, err } = await run(["scan", folder, "--format", "json"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const { problems, findings } = JSON.parse(out) as {
      problems: { file: string; line: number }[];
      findings: object[];
    };
    const files = new Set(problems.map((problem) => problem.file));
    for (const file of ["broken.yaml", "broken.json", "binary.yaml", "latin.yaml", "broken.js", "broken.py"])
      expect(files).toContain(file);
    expect(findings.length).toBeGreaterThan(0);
  });
});

describe("graph", () => {
  test("JSON with one-based lines, and the handler in code", async () => {
    const { code, out } = await run(["graph", temporaryFolder(RISKY)]);
    expect(code).toBe(0);
    const { nodes, edges } = JSON.parse(out) as { nodes: object[]; edges: object[] };
    expect(nodes).toContainEqual({
      id: "template.yaml#Run",
      kind: "function",
      name: "Run",
      provider: "aws",
      service: "lambda",
      logicalId: "Run",
      type: "AWS::Serverless::Function",
      file: "template.yaml",
      line: 3,
      runtime: "nodejs22.x",
      handler: { text: "app.handler", file: "src/app.js", line: 2 },
    });
    expect(edges).toContainEqual(
      expect.objectContaining({ kind: "triggers", trigger: "api", to: "template.yaml#Run" }),
    );
  });

  test.each([
    ["mermaid", /^flowchart LR\n/],
    ["dot", /^digraph serverless \{\n/],
  ])("%s", async (format, expected) => {
    const { code, out } = await run(["graph", temporaryFolder(RISKY), "--format", format]);
    expect(code).toBe(0);
    expect(out).toMatch(expected);
    expect(out).toContain('"Run"');
  });

  test("--stats tells how much was understood, the same at every run", async () => {
    const folder = temporaryFolder({
      ...RISKY,
      "service/serverless.yml":
        "service: shop\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  sell: { handler: gone.sell, events: [{ http: POST /sell }] }\n",
    });
    const { code, out } = await run(["graph", folder, "--stats"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^3 files: 2 templates \(2 with something on the map\), 1 module; /);
    expect(out).toMatch(/\nAWS SAM: 1 template\n.*\n {2}functions {9}1\n {2}handlers found {4}1 of 1 \(100%\)\n/);
    expect(out).toMatch(
      /\nServerless Framework: 1 template\n.*\n {2}functions {9}1; 1 with no source in the workspace\n {2}handlers found {4}none to find\n {2}triggers {10}1: 1 api\n/,
    );
    expect((await run(["graph", folder, "--stats"])).out).toBe(out);
  });

  test("an empty folder has an empty map", async () => {
    const { code, out, err } = await run(["graph", temporaryFolder()]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ nodes: [], edges: [], settings: [], unresolved: [] });
    expect(err).toContain("No serverless app was found");
  });

  test("a large output reaches a pipe as a whole", async () => {
    const resources = Array.from({ length: 1500 }, (_, n) => `  Queue${n}:\n    Type: AWS::SQS::Queue\n`);
    const { out } = await run(["graph", temporaryFolder({ "template.yaml": `Resources:\n${resources.join("")}` })]);
    expect(out.length).toBeGreaterThan(200_000);
    expect((JSON.parse(out) as { nodes: unknown[] }).nodes).toHaveLength(1500);
  });
});

describe("usage", () => {
  test.each([
    [["scan", "no-such-folder"], "There is no folder no-such-folder."],
    [["scan", "--format", "xml"], '--format must be one of text, json, sarif, markdown, html; it is "xml".'],
    [["scan", "--fail-on", "bad"], "--fail-on must be one of"],
    [["scan", "--nonsense"], "Unknown option '--nonsense'"],
    [["graph", "--stats", "--format", "dot"], "--stats is text and takes no --format"],
    [["graph", "--baseline", "x"], "Unknown option '--baseline'"],
    [["scan", "--output"], "argument missing"],
    [["scan", ".", "--baseline", "no-such-file"], "The baseline no-such-file can't be read"],
    [["scan", ".", "--output", "no/such/folder/file"], "no/such/folder/file can't be written"],
    [["paint"], 'There is no command "paint".'],
  ])("%j ends with 2 and a sentence", async (args, sentence) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  test("a file is no folder, and a file without findings is no baseline", async () => {
    const folder = temporaryFolder({ "a.txt": "", "b.json": '{"findings": [1]}' });
    expect((await run(["scan", path.join(folder, "a.txt")])).err).toContain("is not a folder");
    const baseline = path.join(folder, "b.json");
    expect((await run(["scan", folder, "--baseline", baseline])).err).toContain("has no id");
  });

  test("help and version", async () => {
    const { version } = JSON.parse(readFileSync(path.join(checkout, "package.json"), "utf8")) as { version: string };
    expect(await run(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
    expect((await run(["--help"])).out).toContain("--write-baseline");
    expect((await run(["graph", "--help"])).out).toContain("mermaid");
    expect((await run([])).code).toBe(0);
  });
});

describe("cache", () => {
  test("the second run reads nothing; --no-cache leaves nothing behind; damage does no harm", async () => {
    const cache = temporaryFolder();
    const folder = temporaryFolder(RISKY);
    const cachedFiles = async (...more: string[]) => {
      const { out } = await run(["scan", folder, "--format", "json", ...more], { XDG_CACHE_HOME: cache });
      return (JSON.parse(out) as { statistics: { cachedFiles: number } }).statistics.cachedFiles;
    };
    expect(await cachedFiles("--no-cache")).toBe(0);
    expect(readdirSync(cache)).toEqual([]);
    expect([await cachedFiles(), await cachedFiles()]).toEqual([0, 2]);
    const store = path.join(cache, "serverless-atlas");
    for (const name of readdirSync(store)) writeFileSync(path.join(store, name), "damaged");
    expect(await cachedFiles()).toBe(0);
  });
});
