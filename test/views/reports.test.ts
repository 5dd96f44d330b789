import { describe, expect, test } from "vitest";
import { toFindingsJson } from "../../language-analysis/views/findings-json.ts";
import { toHtmlReport } from "../../language-analysis/views/html-report.ts";
import { toMarkdownReport } from "../../language-analysis/views/markdown-report.ts";
import { toTextReport } from "../../language-analysis/views/text-report.ts";
import { EMPTY, RESULT, ROUTES, reportInput } from "./report-input.ts";

describe("text report", () => {
  test("findings by risk, steps, fix and summary; control characters of the workspace do not reach the terminal", () => {
    expect(toTextReport(reportInput()).split("\n")).toEqual([
      "SAS-1: Function event data injection",
      "",
      '  critical  The input reaches a shell in <img src=x onerror="alert(1)"> | `x` [a](b) "quoted"  [31m \\ end.',
      "            my app/src/app.js:2:5  SAS-1/os-command-injection",
      "              -> my app/src/app.js:1:11  The event arrives",
      "              -> my app/src/app.js:2:5  reaches execSync",
      "            Severity critical, raised from high here: Anyone can call it.",
      "            Fix: Run without a shell",
      "",
      "SAS-4: Over-privileged permissions and roles",
      "",
      "  medium    Run may do everything.",
      "            my app/template.yaml:9:1  SAS-4/wildcard-action",
      "            Severity medium, lowered from high here: Anyone can call it.",
      "            Do the other thing.",
      "",
      'not read  my app/template.yaml:3:2  Broken <img src=x onerror="alert(1)"> | `x` [a](b) "quoted"  [31m \\ end',
      "not read  workspace  A rule failed",
      "",
      "2 findings (1 critical, 1 medium).",
      "3 files read: 1 template, 1 module, 1 function; 2 problems reading, 1 value not known.",
      "  not known, dynamic value: role of Run (my app/template.yaml:4:1)",
      "",
    ]);
  });

  test("colour only when asked for", () => {
    expect(toTextReport(reportInput(), { color: true })).toContain("\u001B[1;31mcritical\u001B[0m");
  });

  test("accepted findings are counted, not listed", () => {
    const text = toTextReport(reportInput({ accepted: new Set(["f1"]) }));
    expect(text).not.toContain("SAS-1");
    expect(text).toContain("1 finding (1 medium), 1 accepted by the baseline.");
  });

  test("no app", () => {
    expect(toTextReport(reportInput({ result: EMPTY }))).toMatch(
      /^No serverless app was found in shop & <co> \(3 files looked at\)\.\n/,
    );
  });
});

describe("markdown report", () => {
  const text = toMarkdownReport(reportInput());

  test("a heading for each risk, a row for each finding", () => {
    expect(text).toContain("## SAS-4: Over-privileged permissions and roles");
    expect(text).toContain(
      "| medium | Run may do everything. Severity medium, lowered from high here: Anyone can call it. (`SAS-4/wildcard-action`) | `my app/template.yaml:9:1` | Do the other thing. |",
    );
  });

  test("texts of the workspace are neither markup nor table cells", () => {
    const row = text.split("\n").find((line) => line.startsWith("| critical"));
    expect(row).not.toContain("<img");
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(row).toContain("\\[a\\]\\(b\\)");
  });

  test("the map, what is not known and what was not read", () => {
    expect(text).toContain("```mermaid\nflowchart LR\n");
    expect(text).toContain("- role of Run: It is computed (`my app/template.yaml:4:1`)");
    expect(text).toContain("## Not read");
    expect(toMarkdownReport(reportInput({ result: EMPTY }))).toContain("No serverless app was found");
  });
});

describe("HTML report", () => {
  const html = toHtmlReport(reportInput());

  test("stands alone: strict policy, no script, nothing remote", () => {
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)/i);
    expect(html).not.toMatch(/\s(?:src|srcset)=["']?http/i);
  });

  test("texts of the workspace are text", () => {
    expect(html).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62;");
    expect(html).toContain("<title>Serverless risks of shop &#38; &#60;co&#62;</title>");
    expect(html).not.toContain("\u001B");
  });

  test("every element that is opened is closed, in order", () => {
    const open: string[] = [];
    for (const [, slash, name = "", rest = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/gi)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!rest.endsWith("/") && !["meta", "br"].includes(name)) open.push(name);
    }
    expect(open).toEqual([]);
  });

  test("risks link to their findings; map, steps and lists are there", () => {
    expect(html).toContain('<a href="#sas-1">');
    expect(html).toContain('<h2 id="sas-1">');
    expect(html).toContain('<g class="node critical"');
    expect(html).toContain("<li>The event arrives <code>my app/src/app.js:1:11</code></li>");
    expect(html).toContain("What it makes worse.");
    expect(html).toContain("role of Run: It is computed");
  });

  test("no app", () => {
    expect(toHtmlReport(reportInput({ result: EMPTY }))).toContain("No serverless app was found");
  });
});

test("findings as JSON are one-based and name what is accepted", () => {
  const { findings, problems } = toFindingsJson(reportInput({ accepted: new Set(["f1"]) })) as {
    findings: object[];
    problems: object[];
  };
  expect(findings[0]).not.toHaveProperty("accepted");
  expect(findings[1]).toMatchObject({
    id: "f1",
    sas: "SAS-1",
    file: "my app/src/app.js",
    line: 2,
    column: 5,
    endColumn: 10,
    accepted: true,
    fixes: [{ edits: [{ newText: "execFileSync", line: 2 }, { line: 8 }] }],
  });
  expect(problems).toHaveLength(2);
});

describe("findings of one cause", () => {
  const grouped = reportInput({ result: { ...RESULT, findings: ROUTES } });

  test("and severity are one row of the text report, with every place", () => {
    expect(toTextReport(grouped).split("\n").slice(2, 6)).toEqual([
      '  high      Open routes of <img src=x onerror="alert(1)"> | `x` [a](b) "quoted"  [31m \\ end (2)',
      "            my app/template.yaml:21:1  SAS-2/unauthenticated-endpoint",
      "              - Anyone can call route 0.  my app/template.yaml:21:1",
      "              - Anyone can call route 2.  my app/template.yaml:23:1",
    ]);
    expect(toTextReport(grouped)).toContain("  low       Anyone can call route 1.\n");
    expect(toTextReport(grouped)).toContain("3 findings (2 high, 1 low).");
  });

  test("and severity are one row of the Markdown table and one article of the HTML report", () => {
    const rows = toMarkdownReport(grouped)
      .split("\n")
      .filter((line) => line.includes("SAS-2/"));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain("`my app/template.yaml:21:1`, `my app/template.yaml:23:1`");
    const html = toHtmlReport(grouped);
    expect(html.match(/<article/g)).toHaveLength(2);
    expect(html).not.toContain("<img");
    expect(html.match(/<summary>Fix/g)).toHaveLength(3);
  });

  test("one that is left of them, since the others are accepted, stands for itself", () => {
    const left = toTextReport({ ...grouped, accepted: new Set(["route 0"]) });
    expect(left).toContain("  high      Anyone can call route 2.\n");
    expect(left).not.toContain("Open routes");
  });

  test("keep their own places and ids for other programs", () => {
    const json = toFindingsJson(grouped) as { findings: { id: string; cause: string }[] };
    expect(json.findings.map(({ id }) => id)).toEqual(["route 0", "route 1", "route 2"]);
    expect(json.findings[0]?.cause).toMatch(/^Open routes of /);
  });
});
