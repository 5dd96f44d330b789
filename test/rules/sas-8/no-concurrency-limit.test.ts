import { describe, expect, test } from "vitest";
import { noConcurrencyLimit } from "../../../language-analysis/rules/sas-8/no-concurrency-limit.ts";
import { analyseFiles } from "../analyse-files.ts";
import { fixTable } from "../fix-table.ts";
import { functionBehindMethod, functionInEveryFormat } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const withUrl = (authType: string, more = ""): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  UrlAuth:
    Type: String
  Limit:
    Type: Number
Resources:
  Quote:
  ${more === "" ? mark(authType === "!Ref UrlAuth" ? "medium" : "high") : "#"}
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: quote.handler
${more}
      FunctionUrlConfig:
        AuthType: ${authType}`;

/** Below the logical id \`Quote\` in column 3, where a comment sign has no room before the mark. */
function mark(confidence: string): string {
  return `^^^^^ SAS-8/no-concurrency-limit ${confidence}`;
}

ruleTable(noConcurrencyLimit, {
  "everybody may call it": withUrl("NONE"),
  "callers sign in": withUrl("AWS_IAM"),
  "who may call it is not known": withUrl("!Ref UrlAuth"),
  "a limit is set": withUrl("NONE", "      ReservedConcurrentExecutions: 20"),
  "a limit that is used up at once": withUrl(
    "NONE",
    `      ReservedConcurrentExecutions: 3
      #                             ^ SAS-8/no-concurrency-limit high`,
  ),
  "not known: a parameter sets the limit": withUrl("NONE", "      ReservedConcurrentExecutions: !Ref Limit"),
  "only a schedule starts it": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: report.handler
      Events:
        Daily:
          Type: Schedule
          Properties:
            Schedule: rate(1 day)`,
});

describe("several functions of a template", () => {
  const template = (names: readonly string[]): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
${names
  .map(
    (name) => `  ${name}:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs20.x, Handler: a.handler, FunctionUrlConfig: { AuthType: NONE } }`,
  )
  .join("\n")}`;
  const found = (names: readonly string[]) =>
    analyseFiles({ "template.yaml": template(names) }, [noConcurrencyLimit]).findings;

  test("three are three", () => {
    expect(found(["One", "Two", "Three"])).toHaveLength(3);
  });

  test("four are one, which names them", () => {
    const findings = found(["One", "Two", "Three", "Four"]);
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings[0]?.related)).toContain("Two");
  });
});

describe("severity of SAS-8/no-concurrency-limit", () => {
  test.each([
    ["NONE", "medium"],
    ["AWS_IAM", "low"],
  ])("AuthType %s is %s", (authType, severity) => {
    const text = withUrl(authType).replace(/^.*\^.*\n/m, "");
    const { findings } = analyseFiles({ "template.yaml": text }, [noConcurrencyLimit]);
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

const URL = "FunctionUrlConfig:\n  AuthType: NONE";
const ROUTE = "events:\n  - httpApi: GET /one";

fixTable(
  noConcurrencyLimit,
  functionInEveryFormat("a limit", {
    sam: [URL, `${URL}\nReservedConcurrentExecutions: 20`],
    service: [ROUTE, `${ROUTE}\nreservedConcurrency: 20`],
    cloudFormation: [
      functionBehindMethod({}),
      functionBehindMethod({ properties: "ReservedConcurrentExecutions: 20" }),
    ],
  }),
);
