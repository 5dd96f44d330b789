// Code in templates: its text, and for every character the place in the template where it stands.
import { describe, expect, it } from "vitest";
import type { InlineCode } from "../../language-analysis/model/inline-code.ts";
import { analyseFiles } from "../rules/analyse-files.ts";
import { readFragment } from "./describe.ts";

function inlineOf(template: string, path = "template.yaml"): InlineCode {
  const [code] = readFragment(template, path).inlineCode ?? [];
  if (!code) throw new Error("No inline code was found.");
  return code;
}

/** The word's place by the map, and what stands there in the template. */
function wordAt(template: string, word: string, path?: string): string {
  const { text, lines } = inlineOf(template, path);
  const line = text.split("\n").findIndex((one) => one.includes(word));
  const column = text.split("\n")[line]?.indexOf(word) ?? -1;
  const [from, templateLine, templateColumn] = lines[line]?.findLast(([start]) => start <= column) ?? [0, 0, 0];
  const stands = templateColumn + column - from;
  return template.split("\n")[templateLine]?.slice(stands, stands + word.length) ?? "";
}

const lambda = (code: string, runtime = "nodejs20.x") => `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: ${runtime}
      Handler: index.handler
      Code:
        ZipFile: ${code}
`;

const JSON_TEMPLATE = JSON.stringify(
  {
    Resources: {
      Fn: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Runtime: "nodejs20.x",
          Code: { ZipFile: 'const a = "x";\n\texports.handler = async () => target;\n' },
        },
      },
    },
  },
  undefined,
  2,
);

describe("where the code stands", () => {
  it.each([
    ["a block", lambda("|\n          const a = 1;\n\n          exports.handler = () => target;")],
    ["a block with an indicator", lambda("|2-\n            const a = 1;\n            exports.handler = () => target;")],
    [
      "a substituted block",
      lambda(
        '!Sub |\n          const a = "${AWS::Region}";\n          exports.handler = () => `${!a}${!a} ${target}`;',
      ),
    ],
    [
      "a substituted block with a map",
      lambda(
        "\n          Fn::Sub:\n            - |\n              const a = 1;\n              exports.handler = () => target;\n            - {}",
      ),
    ],
    ["double quotes", lambda('"const a = \\"x\\";\\nexports.handler = () => target;\\n"')],
    ["single quotes", lambda("'const a = ''x''; exports.handler = () => target;'")],
    ["plain text", lambda("exports.handler = () => target")],
    [
      "joined lines",
      lambda(
        '!Join ["\\n", ["const a = 1;", !Sub "const b = \'${AWS::Region}\';", "exports.handler = () => target;"]]',
      ),
    ],
    [
      "joined pieces",
      lambda('!Join ["", ["const a = \'", !Ref AWS::Region, "\';\\n", "exports.handler = () => target;"]]'),
    ],
  ])("%s", (_, template) => {
    expect(wordAt(template, "exports")).toBe("exports");
    expect(wordAt(template, "target")).toBe("target");
  });

  it("JSON", () => {
    expect(wordAt(JSON_TEMPLATE, "exports", "template.json")).toBe("exports");
    expect(wordAt(JSON_TEMPLATE, "target", "template.json")).toBe("target");
    expect(wordAt(JSON_TEMPLATE, "const", "template.json")).toBe("const");
  });

  it("folded text stands where the value stands", () => {
    const { lines, edit } = inlineOf(lambda(">\n          exports.handler =\n            () => target;"));
    expect(lines.every((parts) => parts.every(([, line]) => line === 7))).toBe(true);
    expect(edit.isPossible).toBe(false);
  });

  it("the text keeps names of Fn::Sub and drops its escapes", () => {
    const template = lambda("!Sub |\n          exports.handler = () => `${!a} ${Table}`;");
    expect(inlineOf(template).text).toBe("exports.handler = () => `${a} ${Table}`;\n");
  });

  it.each([
    ["python3.12", ".py"],
    ["nodejs22.x", ".js"],
    ["!Ref Unknown", ".py"],
  ])("language of %s", (runtime, extension) => {
    const text = lambda(
      "|\n          import os\n          def handler(event, context):\n            return os.environ",
      runtime,
    );
    expect(inlineOf(text).path).toBe(`template.yaml/!inline/Fn/index${extension}`);
  });

  it("other languages and no text have none", () => {
    expect(readFragment(lambda("|\n          x", "ruby3.3")).inlineCode).toBeUndefined();
    expect(readFragment(lambda("!Ref Source")).inlineCode).toBeUndefined();
  });
});

const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  Run:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: index.lambda_handler
      InlineCode: |
        import os
        import boto3

        def lambda_handler(event, context):
            os.system("ls " + event["queryStringParameters"]["path"])
            boto3.client("dynamodb").get_item(TableName=os.environ["TABLE"], Key={})
      Environment: { Variables: { TABLE: !Ref Orders } }
      Events:
        Get: { Type: HttpApi, Properties: { Path: /, Method: get } }
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
`;

const SERVERLESS = `service: shop
provider: { name: aws, runtime: nodejs20.x }
functions: {}
resources:
  Resources:
    Run:
      Type: AWS::Lambda::Function
      Properties:
        Runtime: nodejs20.x
        Handler: index.handler
        Code:
          ZipFile: |
            const { execSync } = require("child_process");
            exports.handler = async (event) => execSync("ls " + event.queryStringParameters.path);
    Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Run.Arn, AuthType: NONE } }
`;

describe("end to end", () => {
  it.each([
    ["template.yaml", SAM, 'os.system("ls " + event["queryStringParameters"]["path"])'],
    ["serverless.yml", SERVERLESS, 'execSync("ls " + event.queryStringParameters.path)'],
  ])("a finding stands on its line: %s", (path, text, call) => {
    const { findings, problems } = analyseFiles({ [path]: text });
    const line = text.split("\n").findIndex((one) => one.includes(call));
    const [finding] = findings.filter(({ rule }) => rule === "SAS-1/os-command-injection");
    expect(problems).toEqual([]);
    expect(finding?.at.file).toBe(path);
    expect(finding?.at.start.line).toBe(line);
    const column = text.split("\n")[line]?.indexOf(call) ?? 0;
    expect(finding?.at.start.character).toBeGreaterThanOrEqual(column);
    expect(finding?.at.start.character).toBeLessThan(column + call.length);
    expect(finding?.steps.every(({ at }) => at.file === path && at.start.line > 0)).toBe(true);
    expect(JSON.stringify(findings)).not.toContain("!inline");
    for (const { edits } of findings.flatMap(({ fixes }) => fixes)) {
      for (const edit of edits) expect(edit.at.start.line).toBeLessThan(text.split("\n").length);
    }
  });

  it("calls are seen in it", () => {
    const { context } = analyseFiles({ "template.yaml": SAM });
    const edges = context.graph.edgesFrom("template.yaml#Run", "reads");
    expect(edges.map(({ to }) => to)).toEqual(["template.yaml#Orders"]);
  });

  it("a function that the code does not have is a problem", () => {
    const { problems } = analyseFiles({ "template.yaml": SAM.replace("index.lambda_handler", "index.handler") });
    expect(problems.map(({ code }) => code)).toEqual(["missing-handler"]);
  });
});
