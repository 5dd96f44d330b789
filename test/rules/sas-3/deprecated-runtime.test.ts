import { deprecatedRuntime } from "../../../language-analysis/rules/sas-3/deprecated-runtime.ts";
import { expect, test } from "vitest";
import { formatMessage } from "../../../language-analysis/model/message.ts";
import { analyseFiles } from "../analyse-files.ts";
import { cloudFormationFormats } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/deprecated-runtime";

ruleTable(deprecatedRuntime, {
  "a runtime past its end": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.8
      #        ^^^^^^^^^ ${RULE} high
      Handler: report.handler`,
  "one place for many functions": `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs16.x
    #        ^^^^^^^^^^ ${RULE} high
Resources:
  One:
    Type: AWS::Serverless::Function
  Two:
    Type: AWS::Serverless::Function`,
  "a default of a parameter": `
Parameters:
  Runtime:
    Type: String
    Default: python3.7
Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Ref Runtime
      #        ^^^^^^^^^^^^ ${RULE} medium`,
  "a runtime that is supported": `
Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13`,
  "a parameter without default is not known": `
Parameters:
  Runtime:
    Type: String
Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Ref Runtime`,
  "the runtime of a service": `
service: shop
provider:
  name: aws
  runtime: nodejs12.x
  #        ^^^^^^^^^^ ${RULE} high
functions:
  one:
    handler: one.handler`,
});

const report = (runtime: string): string => `Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: ${runtime}
      Handler: app.handler
`;

fixTable(deprecatedRuntime, {
  ...cloudFormationFormats("the next runtime", { before: report("python3.8"), after: report("python3.13") }),
  SAM: {
    files: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.8 # tested
      Handler: app.handler
`,
    },
    after: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13 # tested
      Handler: app.handler
`,
    },
  },
  Serverless: {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: app.one # first
    runtime: python3.8
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: app.one # first
    runtime: python3.13
`,
    },
  },
});

test("the fix leads to a runtime whose own end is not near", () => {
  const { context } = analyseFiles({ "template.yaml": report("dotnet6") });
  const fixOn = (today: string): string[] =>
    [...deprecatedRuntime.check({ ...context, today })].flatMap(({ fixes = [] }) =>
      fixes.map(({ title }) => formatMessage(title)),
    );
  expect(fixOn("2026-02-01")).toEqual(["Move to dotnet8"]);
  expect(fixOn("2026-12-01")).toEqual(["Move to dotnet10"]);
  expect(fixOn("2040-01-01")).toEqual([]);
});
