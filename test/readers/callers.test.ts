// Services beside the usual event sources that call functions.
import { describe, expect, it } from "vitest";
import { covered, read, showEdges } from "./describe.ts";

const F = "!GetAtt F.Arn";

describe("a function is called by", () => {
  it.each([
    ["AWS::Bedrock::Agent", `ActionGroups: [{ ActionGroupName: a, ActionGroupExecutor: { Lambda: ${F} } }]`],
    ["AWS::BedrockAgentCore::GatewayTarget", `TargetConfiguration: { Mcp: { Lambda: { LambdaArn: ${F} } } }`],
    ["AWS::CloudFormation::LambdaHook", `LambdaFunction: ${F}`],
    ["AWS::CloudFormation::Macro", `FunctionName: ${F}`],
    ["AWS::Config::OrganizationConfigRule", `OrganizationCustomRuleMetadata: { LambdaFunctionArn: ${F} }`],
    ["AWS::Connect::IntegrationAssociation", `IntegrationType: LAMBDA_FUNCTION, IntegrationArn: ${F}`],
    ["AWS::IoT::ProvisioningTemplate", `PreProvisioningHook: { TargetArn: ${F} }`],
    [
      "AWS::Kendra::DataSource",
      `CustomDocumentEnrichmentConfiguration: { PreExtractionHookConfiguration: { LambdaArn: ${F} } }`,
    ],
    [
      "AWS::KinesisAnalytics::Application",
      `Inputs: [{ InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: ${F} } } }]`,
    ],
    [
      "AWS::KinesisAnalyticsV2::Application",
      `ApplicationConfiguration: { SqlApplicationConfiguration: { Inputs: [{ InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: ${F} } } }] } }`,
    ],
    [
      "AWS::Lex::BotAlias",
      `BotAliasLocaleSettings: [{ BotAliasLocaleSetting: { CodeHookSpecification: { LambdaCodeHook: { LambdaArn: ${F} } } } }]`,
    ],
    [
      "AWS::Lex::Bot",
      `TestBotAliasSettings: { BotAliasLocaleSettings: [{ BotAliasLocaleSetting: { CodeHookSpecification: { LambdaCodeHook: { LambdaArn: ${F} } } } }] }`,
    ],
    [
      "AWS::S3ObjectLambda::AccessPoint",
      `ObjectLambdaConfiguration: { TransformationConfigurations: [{ ContentTransformation: { AwsLambda: { FunctionArn: ${F} } } }] }`,
    ],
    ["AWS::SSM::MaintenanceWindowTask", `TaskType: LAMBDA, TaskArn: ${F}`],
    ["AWS::Transfer::Server", `IdentityProviderDetails: { Function: ${F} }`],
    ["AWS::Transfer::Workflow", `Steps: [{ Type: CUSTOM, CustomStepDetails: { Target: ${F} } }]`],
    ["AWS::VpcLattice::TargetGroup", `Type: LAMBDA, Targets: [{ Id: ${F} }]`],
  ])("%s", (type, properties) => {
    const text = `Resources:\n  F: { Type: AWS::Lambda::Function }\n  X: { Type: ${type}, Properties: { ${properties} } }\n`;
    const { fragment, problems } = read(text);
    expect(problems).toEqual([]);
    expect(fragment?.unresolved).toEqual([]);
    expect(fragment && showEdges(fragment, "invokes")).toEqual(["X -invokes-> F"]);
    const [edge] = fragment?.edges.filter(({ kind }) => kind === "invokes") ?? [];
    expect(edge && covered(text, edge.evidence.at)).toBe(F);
  });

  it("nothing where the target is none of the functions", () => {
    const text = `Resources:
  A: { Type: AWS::Bedrock::Agent, Properties: { ActionGroups: [{ ActionGroupExecutor: { CustomControl: RETURN_CONTROL } }] } }
  T: { Type: AWS::VpcLattice::TargetGroup, Properties: { Type: IP, Targets: [{ Id: 10.0.0.1 }] } }
`;
    const { fragment } = read(text);
    expect(fragment && showEdges(fragment, "triggers", "invokes")).toEqual([]);
  });

  it.each([
    ["AWS::CloudWatch::Alarm", `AlarmActions: [${F}, !Ref T]`],
    ["AWS::CloudWatch::CompositeAlarm", `OKActions: [${F}]`],
  ])("an action of %s, which stays a setting", (type, properties) => {
    const text = `Resources:\n  F: { Type: AWS::Lambda::Function }\n  T: { Type: AWS::SNS::Topic }\n  X: { Type: ${type}, Properties: { ${properties} } }\n`;
    const { fragment } = read(text);
    expect(fragment && showEdges(fragment, "invokes")).toEqual(["X actions -invokes-> F"]);
    expect(fragment?.settings?.map(({ logicalId }) => logicalId)).toEqual(["X"]);
  });

  it("the devices that an IoT authorizer lets in", () => {
    const text = `Resources:\n  F: { Type: AWS::Lambda::Function }\n  X: { Type: AWS::IoT::Authorizer, Properties: { AuthorizerFunctionArn: ${F} } }\n`;
    const { fragment } = read(text);
    expect(fragment && showEdges(fragment)).toEqual(["X -triggers authorizer-> F"]);
  });

  it("the deployment of another function, before and after it shifts traffic", () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      DeploymentPreference: { Type: Linear10PercentEvery10Minutes, Hooks: { PreTraffic: !Ref Before, PostTraffic: !Ref After } }
  Before: { Type: AWS::Serverless::Function }
  After: { Type: AWS::Serverless::Function }
`;
    const { fragment, problems } = read(text);
    expect(problems).toEqual([]);
    expect(fragment && showEdges(fragment, "invokes")).toEqual([
      "F deployment -invokes-> Before",
      "F deployment -invokes-> After",
    ]);
  });
});
