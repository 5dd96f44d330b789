import { describe, expect, it } from "vitest";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { dig } from "../../language-analysis/readers/walk-values.ts";
import { covered, read, show, showEdges } from "./describe.ts";
import { NO_HANG } from "../no-hang.ts";

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
  "!FindInMap [Sizes, !Ref AWS::Region, small, { DefaultValue: 5 }]": "a key of mapping Sizes ? 10 : 20 : 5",
  "!FindInMap [Sizes, dev, memory, { DefaultValue: 5 }]": "128",
  '{ "Fn::FindInMap": [Sizes, { Ref: Stage }, memory] }': "128",
  "!FindInMap [Unknown, a, b]": "unknown(mapping Unknown is not known)",
  // Others
  "!ImportValue shared-table": 'export "shared-table"',
  '!ImportValue { "Fn::Sub": "${Owner}-table" }': 'export join(parameter Owner, "-table")',
  "!Base64 hello": '"hello"',
  "!GetAZs eu-west-1": "unknown(the availability zones of the region)",
  '!Cidr ["10.0.254.0/16", 3, 8]': '["10.0.254.0/24", "10.0.255.0/24", "10.1.0.0/24"]',
  '!Cidr ["2001:db8::/56", 2, 64]': "unknown(address blocks that are computed at deployment)",
  "!Cidr [!Ref Owner, 2, 8]": "unknown(address blocks that are computed at deployment)",
  '{ "Fn::Length": [a, b] }': "2",
  '{ "Fn::Length": { Ref: Zones } }': "2",
  '{ "Fn::Length": { "Fn::Split": [",", "a,b,c"] } }': "3",
  '{ "Fn::Length": { Ref: Owner } }': "unknown(the length of a list that is not known)",
  '{ "Fn::ToJsonString": { a: 1, b: { Ref: Table } } }': "{a: 1, b: #Table}",
  '!Select [1, !Cidr ["10.0.0.0/16", 2, 8]]': '"10.0.1.0/24"',
  '!Select [1, !Split ["-", !Ref Stage]]': "unknown(item 1 of a list of 1)",
  '!Select [0, !Split ["-", !Sub "${Stage}-x"]]': '"dev" (default of parameter Stage)',
  '!Join ["/", !Split ["-", "a-b"]]': '"a/b"',
  '!Join ["", [!Select [0, !Ref Zones], "-", !Ref Owner]]':
    'join("a-" (default of parameter Zones), parameter Owner) (default of parameter Zones)',
  "!And [!Condition IsProd, !Condition IsProd]": "unknown(the outcome of a condition)",
  "!Not [!Condition IsProd]": "unknown(the outcome of a condition)",
  '{ "Fn::GetAtt": [Nested, Outputs.Name] }': "#Nested output Name",
  '{ "Fn::ImportValue": { "Fn::Join": ["-", [a, { Ref: Stage }]] } }': 'export "a-dev" (default of parameter Stage)',
  '"{{resolve:ssm-secure:/db/password:3}}"': "ssm /db/password:3",
  '!Sub "{{resolve:secretsmanager:${Stage}-db}}"': "secretsmanager dev-db (default of parameter Stage)",
  "!Transform { Name: Other, Parameters: { A: b } }": "unknown(the result of Other)",
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

describe("the variable of Fn::ForEach in plain text", () => {
  it("is the item, in keys its letters and digits where they are asked for", () => {
    const text = `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Functions:
    - Name
    - [pay-in, refund]
    - Fn&{Name}:
        Type: AWS::Serverless::Function
        Properties:
          CodeUri: src/\${Name}/
          FunctionName: !Sub "\${AWS::StackName}-\${Name}"
          Environment: { Variables: { "FOR_&{Name}": x } }
`;
    const { fragment, problems } = read(text);
    const functions = fragment?.nodes.filter(({ kind }) => kind === "function") ?? [];
    expect(problems).toEqual([]);
    expect(
      functions.map(({ logicalId, properties }) => [
        logicalId,
        show(properties["codeUri"]),
        show(properties["physicalName"]),
        show(properties["environment"]),
      ]),
    ).toEqual([
      ["Fnpayin", '"src/pay-in/"', 'join(AWS::StackName, "-pay-in")', '{FOR_payin: "x"}'],
      ["Fnrefund", '"src/refund/"', 'join(AWS::StackName, "-refund")', '{FOR_refund: "x"}'],
    ]);
    expect(functions.map(({ properties }) => covered(text, properties["codeUri"]!.at))).toEqual([
      "src/${Name}/",
      "src/${Name}/",
    ]);
  });
});

describe("Fn::ForEach within Fn::ForEach", () => {
  const copies = (outer: string, inner: string) => `Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: "A,B" } }
Resources:
  Fn::ForEach::Outer:
    - X
    - ${outer}
    - Fn::ForEach::Inner:
        - Y
        - ${inner}
        - Queue\${X}\${Y}: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${X}-\${Y}" } }
Outputs:
  Fn::ForEach::Out:
    - X
    - ${outer}
    - Url\${X}: { Value: !Ref X, Export: { Name: !Sub "url-\${X}" } }
`;
  it("copies each for each", () => {
    const { fragment } = read(copies("!Ref Names", "[one, two]"));
    expect(fragment?.nodes.map((node) => [node.logicalId, show(node.properties["physicalName"])])).toEqual([
      ["QueueAone", '"A-one"'],
      ["QueueAtwo", '"A-two"'],
      ["QueueBone", '"B-one"'],
      ["QueueBtwo", '"B-two"'],
    ]);
    expect(fragment?.outputs.map(({ name, exportName }) => [name, show(exportName)])).toEqual([
      ["UrlA", '"url-A"'],
      ["UrlB", '"url-B"'],
    ]);
  });

  it("ends where it would be too much", () => {
    const many = `[${Array.from({ length: 90 }, (_, index) => `n${index}`).join(", ")}]`;
    const start = performance.now();
    const { fragment } = read(copies(many, many));
    expect(fragment?.nodes.length).toBe(8_100);
    expect(performance.now() - start).toBeLessThan(NO_HANG);
  });

  it("a collection that is not known is a problem", () => {
    expect(read(copies("!Ref Unknown", "[a]")).problems.length).toBeGreaterThan(0);
  });
});

describe("AWS::Include", () => {
  it("takes the content of a local file", () => {
    const text = `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./queue.yaml } }
`;
    const { fragment } = read(text, "template.yaml", { "queue.yaml": "QueueName: !Sub jobs\n" });
    expect(show(fragment?.nodes[0]?.properties["physicalName"])).toBe('"jobs"');
    expect(fragment?.nodes[0]?.properties["physicalName"]?.at.file).toBe("queue.yaml");
  });

  const include = (location: string): string =>
    `Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }`;

  it("brings resources, and whole sections", () => {
    const text = `AWSTemplateFormatVersion: "2010-09-09"
${include("sections.yaml")}
Resources:
  Own: { Type: AWS::SQS::Queue, Properties: { QueueName: !FindInMap [Names, queue, dev] } }
  Caller: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Included.Arn }] } }
  ${include("parts/queues.yaml")}
`;
    const { fragment, problems } = read(text, "template.yaml", {
      "sections.yaml": "Mappings: { Names: { queue: { dev: jobs } } }\nOutputs: { Own: { Value: !Ref Own } }\n",
      "parts/queues.yaml": `Included: { Type: AWS::SQS::Queue }\n${include("more.yaml")}\n`,
      "parts/more.yaml": "Further: { Type: AWS::SQS::Queue }\n",
    });
    expect(problems).toEqual([]);
    expect(fragment?.nodes.map(({ logicalId, at }) => `${logicalId} ${at.file}`)).toEqual([
      "Caller template.yaml",
      "Further parts/more.yaml",
      "Included parts/queues.yaml",
      "Own template.yaml",
    ]);
    const own = fragment?.nodes.find(({ logicalId }) => logicalId === "Own");
    expect(show(own?.properties["physicalName"])).toBe('"jobs"');
    expect(fragment && showEdges(fragment)).toEqual(["Caller -publishes-> Included"]);
    expect(fragment?.outputs.map(({ name }) => name)).toEqual(["Own"]);
  });

  it.each([
    ["a file in a bucket", `Queue: { Type: AWS::SQS::Queue }\n  ${include("s3://bucket/queues.yaml")}`],
    ["a file that includes itself", `Queue: { Type: AWS::SQS::Queue }\n  ${include("again.yaml")}`],
    ["all of it", include("s3://bucket/queues.yaml")],
    ["a macro of one's own", "Queue: { Type: AWS::SQS::Queue }\n  Made: { Fn::Transform: { Name: Mine } }"],
  ])("what can't be read is listed: %s", (_, resources) => {
    const text = `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  ${resources}\n`;
    const { fragment, problems } = read(text, "template.yaml", { "again.yaml": include("again.yaml") });
    expect(problems).toEqual([]);
    expect(fragment?.unresolved.map(({ reason, at }) => `${reason} ${at.start.line}`)).toHaveLength(1);
  });
});

it("files that include one another over and over end", () => {
  const again = "Fn::Transform: { Name: AWS::Include, Parameters: { Location: a.yaml } }";
  const part = [1, 2, 3, 4].map((n) => `K${n}: { ${again}, Other: { ${again} } }\n`).join("");
  const start = performance.now();
  const { fragment } = read(
    `Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { ${again}, A: 1 } }\n  ${again}\n`,
    "t.yaml",
    {
      "a.yaml": `${again}\n${part}More: { Type: AWS::SQS::Queue }\n`,
    },
  );
  expect(fragment?.nodes.map(({ logicalId }) => logicalId)).toEqual(["More", "Q"]);
  expect(performance.now() - start).toBeLessThan(NO_HANG);
});

describe("a value that is not known", () => {
  it("is listed with its reason and place, once", () => {
    const text = `Globals: { Function: { Environment: { Variables: { MODE: !FindInMap [Modes, none, none] } } } }
Mappings: { Modes: { a: { b: c } } }
Resources:
  One: { Type: AWS::Serverless::Function }
  Two: { Type: AWS::Serverless::Function }
`;
    const [one, ...more] = read(text).fragment?.unresolved ?? [];
    expect(more).toEqual([]);
    expect(one && [one.subject, formatMessage(one.message), covered(text, one.at)]).toEqual([
      "environment of One",
      "A value of One is not known (environment): mapping Modes has no such key.",
      "!FindInMap [Modes, none, none]",
    ]);
  });
});
