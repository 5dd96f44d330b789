import { describe, expect, it } from "vitest";
import { dig } from "../../language-analysis/readers/walk-values.ts";
import { covered, read, show } from "./describe.ts";

const header = `Parameters:
  Stage: { Type: String, Default: dev }
  Owner: { Type: String }
  Zones: { Type: CommaDelimitedList, Default: "a, b" }
  Ami: { Type: "AWS::SSM::Parameter::Value<String>", Default: /ami/latest }
Mappings:
  Sizes:
    eu-west-1: { small: 10 }
    us-east-1: { small: 20 }
    dev: { memory: 128 }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Table: { Type: AWS::DynamoDB::Table }
  Nested: { Type: AWS::CloudFormation::Stack }
  Hello: { Type: AWS::Lambda::Function }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Hello, Name: live }
  Subject:
    Type: AWS::SSM::Parameter
    Properties:
      Value: `;

function evaluate(expression: string): { readonly shown: string; readonly text: string; readonly codes: string[] } {
  const text = header + expression + "\n";
  const { fragment, problems } = read(text);
  const body = fragment?.nodes.find((node) => node.logicalId === "Subject")?.body;
  const value = body?.entries.find((entry) => entry.key === "Value")?.value;
  return {
    shown: show(value),
    text: value ? covered(text, value.at) : "",
    codes: problems.map((problem) => problem.code),
  };
}

const TABLE: Readonly<Record<string, string>> = {
  // Scalars
  "plain text": '"plain text"',
  "12": "12",
  true: "true",
  '"12"': '"12"',
  // Ref
  "!Ref Table": "#Table",
  "{ Ref: Table }": "#Table",
  "!Ref Stage": '"dev" (default of parameter Stage)',
  "!Ref Owner": "parameter Owner",
  "!Ref Zones": '["a", "b"] (default of parameter Zones)',
  "!Ref Ami": "ssm /ami/latest",
  "!Ref AWS::Region": "AWS::Region",
  "!Ref Live": "#Hello",
  // GetAtt
  "!GetAtt Table.Arn": "#Table.Arn",
  "!GetAtt [Table, StreamArn]": "#Table.StreamArn",
  '{ "Fn::GetAtt": [Table, Arn] }': "#Table.Arn",
  '{ "Fn::GetAtt": "Table.Arn" }': "#Table.Arn",
  "!GetAtt Nested.Outputs.TableName": "#Nested output TableName",
  // Sub
  '!Sub "${Table}"': "#Table",
  '!Sub "x-${Stage}-${Table.Arn}"': 'join("x-dev-", #Table.Arn) (default of parameter Stage)',
  '!Sub "${!Literal}-${Stage}"': '"${Literal}-dev" (default of parameter Stage)',
  '!Sub ["${A}/${AWS::Region}", { A: !Ref Owner }]': 'join(parameter Owner, "/", AWS::Region)',
  '!Sub "plain"': '"plain"',
  // Join, Split, Select
  '!Join ["-", [a, !Ref Stage, b]]': '"a-dev-b" (default of parameter Stage)',
  '!Join [":", [arn, !Ref "AWS::Partition", s3]]': 'join("arn:", AWS::Partition, ":s3")',
  '!Join [",", !Ref Zones]': '"a,b" (default of parameter Zones)',
  '!Split [",", "a,b"]': '["a", "b"]',
  '!Select [1, !Split ["/", "a/b/c"]]': '"b"',
  "!Select [0, !Ref Zones]": '"a" (default of parameter Zones)',
  "!Select [5, [a]]": "unknown(item 5 of a list of 1)",
  '!Select [5, !Split [":", !GetAtt Table.Arn]]': "#Table.Arn (a part of a value)",
  '!Select [1, !Split ["/", !Sub "${AWS::Region}/x-${Owner}/y"]]':
    'join("x-", parameter Owner (a part of a value)) (a part of a value)',
  // Conditions
  "!If [IsProd, big, small]": 'IsProd ? "big" : "small"',
  '!If [IsProd, !Ref Table, !Ref "AWS::NoValue"]': "IsProd ? #Table : null",
  '!Ref "AWS::NoValue"': "null",
  "!Equals [a, b]": "unknown(the outcome of a condition)",
  // FindInMap
  "!FindInMap [Sizes, !Ref Stage, memory]": "128",
  "!FindInMap [Sizes, !Ref AWS::Region, small]": "a key of mapping Sizes ? 10 : 20",
  "!FindInMap [Sizes, nowhere, small]": "unknown(mapping Sizes has no such key)",
  "!FindInMap [Sizes, nowhere, small, { DefaultValue: 5 }]": "5",
  "!FindInMap [Unknown, a, b]": "unknown(mapping Unknown is not known)",
  // Others
  "!ImportValue shared-table": 'export "shared-table"',
  '!ImportValue { "Fn::Sub": "${Owner}-table" }': 'export join(parameter Owner, "-table")',
  "!Base64 hello": '"hello"',
  "!GetAZs eu-west-1": "unknown(the availability zones of the region)",
  '!Cidr ["10.0.0.0/16", 2, 8]': "unknown(address blocks that are computed at deployment)",
  '{ "Fn::Length": [a, b] }': "2",
  '"{{resolve:ssm:/db/user:1}}"': "ssm /db/user:1",
  '"user:{{resolve:secretsmanager:db:SecretString:password}}"':
    'join("user:", secretsmanager db:SecretString:password)',
};

describe("intrinsic functions", () => {
  it.each(Object.entries(TABLE))("%s", (expression, expected) => {
    const { shown, text, codes } = evaluate(expression);
    expect(shown).toBe(expected);
    expect(text).toBe(expression);
    expect(codes).toEqual([]);
  });
});

describe("mistakes", () => {
  it.each([
    ["!Unknown x", "unknown-intrinsic", "unknown(Fn::Unknown is not known)"],
    ['{ "Fn::Nothing": 1 }', "unknown-intrinsic", "unknown(Fn::Nothing is not known)"],
    ["!GetAtt Table", "invalid-value", "unknown(Fn::GetAtt needs a resource and an attribute)"],
    ["!Ref []", "invalid-value", "unknown(Ref needs the name of a parameter or resource)"],
    ["!If [IsProd, one]", "invalid-value", "unknown(Fn::If needs a condition and two values)"],
    ["!Join x", "invalid-value", "unknown(Fn::Join needs a delimiter and a list)"],
    ["!Ref Missing", "missing-target", "#Missing"],
    ['!Sub "${Missing.Arn}"', "missing-target", "#Missing.Arn"],
  ])("%s is a problem", (expression, code, expected) => {
    const { shown, text, codes } = evaluate(expression);
    expect(codes).toEqual([code]);
    expect(shown).toBe(expected);
    expect(text).toBe(expression);
  });

  it("shows a missing name in Fn::Sub where it is written", () => {
    const text = `${header}!Sub "a-\${Missing}-b"\n`;
    const { problems } = read(text);
    expect(problems.map((problem) => covered(text, problem.at))).toEqual(["${Missing}"]);
  });
});

describe("references inside of text", () => {
  it("cover their placeholder", () => {
    const text = `${header}!Sub "a-\${Table}-b"\n`;
    const { fragment } = read(text);
    const value = dig(fragment?.nodes.find((node) => node.logicalId === "Subject")?.body, "Value");
    const parts = value?.kind === "join" ? value.parts : [];
    expect(parts.map((part) => covered(text, part.at))).toEqual(["a-", "${Table}", "-b"]);
  });
});

describe("Fn::ForEach", () => {
  it("copies resources for each item", () => {
    const { fragment } = read(`Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, Refunds]
    - Topic\${Name}:
        Type: AWS::SNS::Topic
        Properties: { TopicName: !Ref Name }
`);
    expect(fragment?.nodes.map((node) => [node.logicalId, show(node.properties["physicalName"])])).toEqual([
      ["TopicOrders", '"Orders"'],
      ["TopicRefunds", '"Refunds"'],
    ]);
  });
});
