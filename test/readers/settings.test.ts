// Resources that are no node: none is lost, and each says which nodes it is set up for.
import { describe, expect, it } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { linkMap } from "../../language-analysis/graph/link.ts";
import { readFragment } from "./describe.ts";

function graphOf(files: Readonly<Record<string, string>>): AppGraph {
  const fragments = Object.entries(files).map(([path, text]) => readFragment(text, path));
  return new AppGraph(linkMap({ fragments, code: new Map(), files: new Set(Object.keys(files)) }).map);
}

/** Logical ids of what a setting is for. */
function configured(text: string, logicalId = "S"): readonly string[] {
  const graph = graphOf({ "t.yaml": `Resources:\n${text}` });
  const [setting] = graph.settings().filter((one) => one.logicalId === logicalId);
  return (setting?.configures ?? ["no setting"]).map((id) => id.slice(id.indexOf("#") + 1));
}

const ONE = `  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }
  F: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SecurityGroupIds: [!Ref Sg] }, Layers: [!Ref Layer] } }
  Api: { Type: AWS::ApiGateway::RestApi }
  K: { Type: AWS::SecretsManager::Secret }
  R: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref Managed] } }
`;

describe("what a setting is for", () => {
  it.each([
    ["by reference", "AWS::S3::BucketPolicy", "Bucket: !Ref B, PolicyDocument: { Statement: [] }", ["B"]],
    ["by name", "AWS::S3::BucketPolicy", "Bucket: files", ["B"]],
    ["of something else", "AWS::S3::BucketPolicy", "Bucket: others", []],
    ["a list", "AWS::SQS::QueuePolicy", "Queues: [!Ref Q]", ["Q"]],
    ["an alarm on a reference", "AWS::CloudWatch::Alarm", "Dimensions: [{ Name: FunctionName, Value: !Ref F }]", ["F"]],
    ["an alarm on a name", "AWS::CloudWatch::Alarm", "Dimensions: [{ Name: QueueName, Value: jobs }]", ["Q"]],
    [
      "an alarm on a metric query",
      "AWS::CloudWatch::Alarm",
      "Metrics: [{ MetricStat: { Metric: { Dimensions: [{ Name: QueueName, Value: !GetAtt Q.QueueName }] } } }]",
      ["Q"],
    ],
    [
      "a rotation",
      "AWS::SecretsManager::RotationSchedule",
      "SecretId: !Ref K, RotationLambdaARN: !GetAtt F.Arn",
      ["K"],
    ],
    [
      "a web ACL on a stage",
      "AWS::WAFv2::WebACLAssociation",
      'ResourceArn: !Sub "arn:aws:apigateway:eu-west-1::/restapis/${Api}/stages/live"',
      ["Api"],
    ],
    ["a stage", "AWS::ApiGateway::Stage", "RestApiId: !Ref Api", ["Api"]],
    ["an invoke configuration", "AWS::Lambda::EventInvokeConfig", "FunctionName: !Ref F", ["F"]],
    ["a type without table", "AWS::Strange::Thing", "Of: !GetAtt Q.Arn", ["Q"]],
    ["a trail", "AWS::CloudTrail::Trail", "S3BucketName: !Ref B", ["B"]],
  ])("%s", (_, type, properties, expected) => {
    expect(configured(`${ONE}  S: { Type: ${type}, Properties: { ${properties} } }\n`)).toEqual(expected);
  });

  it("what names it", () => {
    const text = `${ONE}  Sg: { Type: AWS::EC2::SecurityGroup }
  Layer: { Type: AWS::Lambda::LayerVersion }
  Managed: { Type: AWS::IAM::ManagedPolicy }
`;
    expect(configured(text, "Sg")).toEqual(["F"]);
    expect(configured(text, "Layer")).toEqual(["F"]);
    expect(configured(`${ONE}  S: { Type: AWS::IAM::ManagedPolicy, Properties: { Roles: [!Ref R] } }\n`)).toEqual([
      "R",
    ]);
  });

  it("over several steps", () => {
    const text = `${ONE}  Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api } }
  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ApiId: !Ref Api, Stage: !Ref Stage }] } }
  S: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { UsagePlanId: !Ref Plan } }
`;
    expect(configured(text)).toEqual(["Api"]);
  });

  it("in another template", () => {
    const graph = graphOf({
      "a.yaml": `Resources:
  Q: { Type: AWS::SQS::Queue }
Outputs:
  Q: { Value: !Ref Q, Export: { Name: queue } }
`,
      "b.yaml": "Resources:\n  P: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!ImportValue queue] } }\n",
    });
    expect(graph.settingsOf("a.yaml#Q").map(({ id }) => id)).toEqual(["b.yaml#P"]);
    expect(graph.settingsOf("a.yaml#Q", "AWS::CloudWatch::Alarm")).toEqual([]);
    expect(graph.settings("AWS::SQS::QueuePolicy")).toHaveLength(1);
  });
});

it("every resource is a node or a setting", () => {
  const types = ["AWS::SQS::Queue", "AWS::Lambda::Alias", "AWS::EC2::VPC", "AWS::Strange::Thing", "Custom::Thing"];
  const text = types.map((type, index) => `  R${index}: { Type: ${type} }\n`).join("");
  const { map } = graphOf({ "t.yaml": `Resources:\n${text}` });
  const known = [...map.nodes, ...(map.settings ?? [])].map(({ logicalId }) => logicalId);
  expect(known.filter((id) => id.startsWith("R")).sort()).toEqual(["R0", "R1", "R2", "R3", "R4"]);
});
