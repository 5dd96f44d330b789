// Functions and workflows: traces, logs, lost events and floods.
import { KEY, type Properties, type Row } from "./row.ts";

const FUNCTION = { Handler: "index.handler", Runtime: "nodejs22.x", Role: KEY, Code: { ZipFile: "" } };
const URL = {
  Url: { Type: "AWS::Lambda::Url", Properties: { AuthType: "NONE", TargetFunctionArn: { Ref: "Thing" } } },
};
const NIGHTLY = {
  Nightly: {
    Type: "AWS::Events::Rule",
    Properties: {
      ScheduleExpression: "rate(1 day)",
      Targets: [{ Id: "order", Arn: { "Fn::GetAtt": ["Thing", "Arn"] } }],
    },
  },
};

/** A role for a function, with a statement of its own. */
function role(statement: Properties): Properties {
  return {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
    Policies: [{ PolicyName: "own", PolicyDocument: { Version: "2012-10-17", Statement: [statement] } }],
  };
}

export const FUNCTION_ROWS: readonly Row[] = [
  {
    checks: "CKV_AWS_50",
    rule: "SAS-5/tracing-off",
    type: "AWS::Lambda::Function",
    fails: [FUNCTION, { ...FUNCTION, TracingConfig: { Mode: "PassThrough" } }],
    passes: [{ ...FUNCTION, TracingConfig: { Mode: "Active" } }],
    beside: URL,
  },
  {
    checks: "CKV_AWS_115 NAG_W92",
    rule: "SAS-8/no-concurrency-limit",
    type: "AWS::Lambda::Function",
    fails: [FUNCTION],
    passes: [
      { ...FUNCTION, ReservedConcurrentExecutions: 20 },
      { ...FUNCTION, ReservedConcurrentExecutions: KEY },
    ],
    beside: URL,
  },
  {
    checks: "CKV_AWS_116",
    rule: "SAS-5/no-failure-destination",
    type: "AWS::Lambda::Function",
    fails: [FUNCTION],
    passes: [{ ...FUNCTION, DeadLetterConfig: { TargetArn: KEY } }],
    beside: NIGHTLY,
  },
  {
    checks: "NAG_W58",
    rule: "SAS-5/logging-disabled",
    type: "AWS::IAM::Role",
    fails: [role({ Effect: "Allow", Action: "sqs:SendMessage", Resource: KEY })],
    passes: [
      role({ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }),
      role({ Effect: "Allow", Action: "logs:*", Resource: "*" }),
    ],
    beside: {
      Order: {
        Type: "AWS::Lambda::Function",
        Properties: { ...FUNCTION, Role: { "Fn::GetAtt": ["Thing", "Arn"] } },
      },
    },
  },
  {
    checks: "CKV_AWS_284",
    rule: "SAS-5/tracing-off",
    type: "AWS::StepFunctions::StateMachine",
    fails: [{ RoleArn: KEY }, { RoleArn: KEY, TracingConfiguration: { Enabled: false } }],
    passes: [{ RoleArn: KEY, TracingConfiguration: { Enabled: true } }],
  },
  {
    checks: "CKV_AWS_285",
    rule: "SAS-5/access-log-missing",
    type: "AWS::StepFunctions::StateMachine",
    fails: [{ RoleArn: KEY }, { RoleArn: KEY, LoggingConfiguration: { Level: "OFF" } }],
    passes: [{ RoleArn: KEY, LoggingConfiguration: { Level: "ERROR" } }],
  },
  {
    checks: "CKV2_AWS_57",
    rule: "SAS-7/unencrypted-secret",
    type: "AWS::SecretsManager::Secret",
    fails: [{ GenerateSecretString: {} }],
    passes: [],
  },
  {
    checks: "CKV2_AWS_57 CKV_AWS_304",
    rule: "SAS-7/unencrypted-secret",
    type: "AWS::SecretsManager::RotationSchedule",
    fails: [{ SecretId: { Ref: "Secret" }, RotationRules: { AutomaticallyAfterDays: 365 } }],
    passes: [{ SecretId: { Ref: "Secret" }, RotationRules: { AutomaticallyAfterDays: 30 } }],
    beside: { Secret: { Type: "AWS::SecretsManager::Secret", Properties: { GenerateSecretString: {} } } },
  },
];
