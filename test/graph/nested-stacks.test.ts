// Values that cross templates: parameters of nested stacks, their outputs, exports and imports.
import { describe, expect, test } from "vitest";
import { analyseFiles } from "../rules/analyse-files.ts";
import { NO_HANG } from "../no-hang.ts";

/** Ends of the edges of a function that its environment leads to, in other templates too. */
function edgesOf(files: Readonly<Record<string, string>>, id: string): readonly string[] {
  const { context } = analyseFiles(files);
  return context.graph.edgesFrom(id, "writes", "publishes").map(({ to }) => to);
}

const CODE = `const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
exports.handler = async () => {
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: "x" }));
};
`;

const fn = (value: string) => `  Fn:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src, Handler: app.handler, Runtime: nodejs20.x, Environment: { Variables: { QUEUE: ${value} } } }
`;

const QUEUE =
  "Resources:\n  Q: { Type: AWS::SQS::Queue }\nOutputs:\n  Url: { Value: !Ref Q, Export: { Name: shop-queue } }\n";

describe("values that cross templates", () => {
  test.each([
    [
      "an output of a nested stack",
      {
        "app.yaml": `Resources:\n  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./queue.yaml } }\n${fn("!GetAtt Stack.Outputs.Url")}`,
        "queue.yaml": QUEUE,
        "src/app.js": CODE,
      },
      "app.yaml#Fn",
      "queue.yaml#Q",
    ],
    [
      "an output of a nested application",
      {
        "app.yaml": `Resources:\n  Stack: { Type: AWS::Serverless::Application, Properties: { Location: nested/queue.yaml } }\n${fn("!GetAtt Stack.Outputs.Url")}`,
        "nested/queue.yaml": QUEUE,
        "src/app.js": CODE,
      },
      "app.yaml#Fn",
      "nested/queue.yaml#Q",
    ],
    [
      "a parameter of a nested stack",
      {
        "root.yaml": `Resources:
  Q: { Type: AWS::SQS::Queue }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: app.yaml, Parameters: { Queue: !Ref Q } } }
`,
        "app.yaml": `Parameters:\n  Queue: { Type: String }\nResources:\n${fn("!Ref Queue")}`,
        "src/app.js": CODE,
      },
      "app.yaml#Fn",
      "root.yaml#Q",
    ],
    ...[
      "!Sub https://${Releases}.s3.amazonaws.com/shop/app.yaml",
      "https://releases.s3.amazonaws.com/1.2/app.yaml",
    ].map((url): [string, Readonly<Record<string, string>>, string, string] => [
      `a parameter of a nested stack whose template is uploaded (${url.slice(0, 20)})`,
      {
        "infra/root.yaml": `Resources:
  Q: { Type: AWS::SQS::Queue }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url.startsWith("!") ? `!Sub "${url.slice(5)}"` : `"${url}"`}, Parameters: { Queue: !Ref Q } } }
`,
        "infra/app.yaml": `Parameters:\n  Queue: { Type: String }\nResources:\n${fn("!Ref Queue")}`,
        "other/app.yaml": "Resources:\n  Other: { Type: AWS::SQS::Queue }\n",
        "infra/src/app.js": CODE,
      },
      "infra/app.yaml#Fn",
      "infra/root.yaml#Q",
    ]),
    ...["Default: none", "Default: other-queue", "Description: the queue"].map(
      (more): [string, Readonly<Record<string, string>>, string, string] => [
        `a parameter of a nested stack inside of a text (${more})`,
        {
          "root.yaml": `Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: shop-orders } }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: app.yaml, Parameters: { Name: orders } } }
`,
          "app.yaml": `Parameters:\n  Name: { Type: String, ${more} }\nResources:\n${fn('!Sub "https://sqs.eu-west-1.amazonaws.com/${AWS::AccountId}/shop-${Name}"')}`,
          "src/app.js": CODE,
        },
        "app.yaml#Fn",
        "root.yaml#Q",
      ],
    ),
    [
      "a parameter of a nested stack joined twice",
      {
        "root.yaml": `Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: shop-orders-1 } }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: app.yaml, Parameters: { Name: orders } } }
`,
        "app.yaml": `Parameters:\n  Name: { Type: String, Default: none }\nResources:\n${fn('!Join ["", ["https://sqs.eu-west-1.amazonaws.com/1/", !Join ["-", [shop, !Ref Name, 1]]]]')}`,
        "src/app.js": CODE,
      },
      "app.yaml#Fn",
      "root.yaml#Q",
    ],
    [
      "an import",
      { "app.yaml": `Resources:\n${fn("!ImportValue shop-queue")}`, "queue.yaml": QUEUE, "src/app.js": CODE },
      "app.yaml#Fn",
      "queue.yaml#Q",
    ],
    [
      "an output handed on as a parameter",
      {
        "root.yaml": `Resources:
  One: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: queue.yaml } }
  Two:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: app.yaml, Parameters: { Queue: !GetAtt One.Outputs.Url } }
`,
        "app.yaml": `Parameters:\n  Queue: { Type: String, Default: none }\nResources:\n${fn("!Ref Queue")}`,
        "queue.yaml": QUEUE,
        "src/app.js": CODE,
      },
      "app.yaml#Fn",
      "queue.yaml#Q",
    ],
  ])("%s", (_, files, from, to) => {
    expect(edgesOf(files, from)).toEqual([to]);
  });
});

describe("references that lead back to themselves end", () => {
  test.each([
    [
      "parameters of stacks that nest each other",
      {
        "a.yaml": `Parameters:\n  P: { Type: String }\nResources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: b.yaml, Parameters: { P: !Ref P } } }\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref P } }\n`,
        "b.yaml": `Parameters:\n  P: { Type: String }\nResources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml, Parameters: { P: !Sub "x\${P}\${P}" } } }\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref P } }\n`,
      },
    ],
    [
      "exports that import each other",
      {
        "a.yaml": `Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !ImportValue b } }\nOutputs:\n  O: { Value: !ImportValue b, Export: { Name: a } }\n`,
        "b.yaml": `Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !ImportValue a } }\nOutputs:\n  O: { Value: !Sub ["\${X}\${X}", { X: !ImportValue a }], Export: { Name: b } }\n`,
      },
    ],
    [
      "outputs of nested stacks",
      {
        "a.yaml": `Resources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: b.yaml } }\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt S.Outputs.O } }\nOutputs:\n  O: { Value: !GetAtt S.Outputs.O }\n`,
        "b.yaml": `Resources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml } }\nOutputs:\n  O: { Value: !GetAtt S.Outputs.O }\n`,
      },
    ],
    [
      "names of resources that name each other",
      {
        "a.yaml": `Resources:\n  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref B } }\n  B: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${A}-\${A}" } }\n`,
      },
    ],
    [
      "an export under its own name",
      {
        "a.yaml": `Resources:\n  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !ImportValue { "Fn::ImportValue": a } } }\nOutputs:\n  O: { Value: !ImportValue a, Export: { Name: !ImportValue a } }\n`,
      },
    ],
  ])("%s", (_, files) => {
    const start = performance.now();
    const { context } = analyseFiles(files);
    expect(context.graph.nodes("channel").length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(NO_HANG);
  });
});

test("an event source that is handed to a nested stack says what triggers the function", () => {
  const { context } = analyseFiles({
    "root.yaml": `Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./work.yaml, Parameters: { Source: !GetAtt Jobs.Arn } } }
`,
    "work.yaml": `Parameters: { Source: { Type: String } }
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: !Ref Source } }
`,
  });
  const edges = context.graph.edgesTo("work.yaml#Fn", "triggers");
  expect(edges.map(({ from, trigger }) => [from, trigger])).toEqual([["root.yaml#Jobs", "sqs"]]);
  expect(edges[0]?.reason).not.toContain("event source");
});

test("fields of an API that is handed to a nested stack ask what the API asks", () => {
  const { context } = analyseFiles({
    "root.yaml": `Resources:
  Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { AuthenticationType: AWS_IAM } }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./fields.yaml, Parameters: { Api: !GetAtt Shop.ApiId } } }
`,
    "fields.yaml": `Parameters: { Api: { Type: String } }
Resources:
  Orders: { Type: AWS::AppSync::Resolver, Properties: { ApiId: !Ref Api, TypeName: Query, FieldName: orders } }
  Lost: { Type: AWS::AppSync::Resolver, Properties: { ApiId: !Ref Other, TypeName: Query, FieldName: lost } }
`,
  });
  const authentication = (id: string) => context.graph.node(id)?.properties["authentication"];
  expect(authentication("fields.yaml#Orders")).toMatchObject({ kind: "text", value: "iam" });
  expect(authentication("fields.yaml#Lost")?.kind).toBe("unresolved");
});
