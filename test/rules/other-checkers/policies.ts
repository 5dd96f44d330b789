// Policies of identities and of resources.
import { KEY, type Properties, type Row } from "./row.ts";

const ACTION = "SAS-4/wildcard-action";
const RESOURCE = "SAS-4/wildcard-resource";
const MANAGED = "SAS-4/managed-policy-too-broad";
const TRUST = "SAS-4/role-trust-too-open";
const ESCALATION = "SAS-4/privilege-escalation";
const OPEN_POLICY = "SAS-3/resource-policy-too-open";
const PUBLIC = "SAS-3/public-store";

const QUEUE_ARN = "arn:aws:sqs:us-east-1:111122223333:orders";
const SEND: Properties = { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: QUEUE_ARN };
const LAMBDA_TRUST = trust({ Principal: { Service: "lambda.amazonaws.com" } });

function document(...statements: readonly Properties[]): Properties {
  return { Version: "2012-10-17", Statement: statements };
}

function trust(more: Properties): Properties {
  return document({ Effect: "Allow", Action: "sts:AssumeRole", ...more });
}

/** The statement as an inline policy of a role, as a policy and as a managed policy. */
function identityRows(
  [role, policy, managed]: readonly [string, string, string],
  rule: Row["rule"],
  fails: readonly Properties[],
  passes: readonly Properties[] = [SEND],
): Row[] {
  const inline = (statement: Properties): Properties => ({
    AssumeRolePolicyDocument: LAMBDA_TRUST,
    Policies: [{ PolicyName: "own", PolicyDocument: document(statement) }],
  });
  const attached = (statement: Properties): Properties => ({
    PolicyName: "own",
    PolicyDocument: document(statement),
    Roles: [{ Ref: "Role" }],
  });
  const beside = { Role: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: LAMBDA_TRUST } } };
  return [
    { checks: role, rule, type: "AWS::IAM::Role", fails: fails.map(inline), passes: passes.map(inline) },
    {
      checks: policy,
      rule,
      type: "AWS::IAM::Policy",
      fails: fails.map(attached),
      passes: passes.map(attached),
      beside,
    },
    {
      checks: managed,
      rule,
      type: "AWS::IAM::ManagedPolicy",
      fails: fails.map((statement) => ({ PolicyDocument: document(statement) })),
      passes: passes.map((statement) => ({ PolicyDocument: document(statement) })),
    },
  ];
}

const allow = (action: unknown, resource: unknown = "*"): Properties => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});

const trustRow = (checks: string, fails: readonly Properties[], passes: readonly Properties[]): Row => ({
  checks,
  rule: TRUST,
  type: "AWS::IAM::Role",
  fails: fails.map((document) => ({ AssumeRolePolicyDocument: document })),
  passes: passes.map((document) => ({ AssumeRolePolicyDocument: document })),
});

interface ResourcePolicy {
  readonly type: string;
  readonly beside: NonNullable<Row["beside"]>;
  readonly of: Properties;
}
const QUEUE_POLICY: ResourcePolicy = {
  type: "AWS::SQS::QueuePolicy",
  beside: { Queue: { Type: "AWS::SQS::Queue" } },
  of: { Queues: [{ Ref: "Queue" }] },
};
const TOPIC_POLICY: ResourcePolicy = {
  type: "AWS::SNS::TopicPolicy",
  beside: { Topic: { Type: "AWS::SNS::Topic" } },
  of: { Topics: [{ Ref: "Topic" }] },
};
const BUCKET_POLICY: ResourcePolicy = {
  type: "AWS::S3::BucketPolicy",
  beside: { Bucket: { Type: "AWS::S3::Bucket" } },
  of: { Bucket: { Ref: "Bucket" } },
};

const resourceRow = (
  checks: string,
  rule: Row["rule"],
  { type, beside, of }: ResourcePolicy,
  fails: readonly Properties[],
  passes: readonly Properties[],
): Row => ({
  checks,
  rule,
  type,
  beside,
  fails: fails.map((statement) => ({ ...of, PolicyDocument: document({ Effect: "Allow", ...statement }) })),
  passes: passes.map((statement) => ({ ...of, PolicyDocument: document({ Effect: "Allow", ...statement }) })),
});

const ONE_ACCOUNT = { AWS: "arn:aws:iam::111122223333:role/orders" };
const EVERYBODY = [{ Principal: "*" }, { Principal: { AWS: "*" } }, { Principal: { AWS: ["*"] } }];

export const POLICY_ROWS: readonly Row[] = [
  ...identityRows(["CKV_AWS_62 CKV_AWS_63 NAG_F3", "CKV_AWS_62 CKV_AWS_63 NAG_F4", "NAG_F5"], ACTION, [
    allow("*"),
    allow(["s3:GetObject", "*"]),
  ]),
  ...identityRows(["NAG_W15", "NAG_W16", "NAG_W17"], ACTION, [
    { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
    { Effect: "Allow", NotAction: ["s3:DeleteObject"], Resource: QUEUE_ARN },
  ]),
  ...identityRows(["NAG_W11 CKV_AWS_111", "NAG_W12 CKV_AWS_111", "NAG_W13 CKV_AWS_111"], RESOURCE, [
    allow("sqs:SendMessage"),
    allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], ["*"]),
    allow("s3:PutObject"),
  ]),
  ...identityRows(["NAG_W21", "NAG_W22", "NAG_W23"], RESOURCE, [
    { Effect: "Allow", Action: "sqs:SendMessage", NotResource: QUEUE_ARN },
  ]),
  ...identityRows(["CKV_AWS_108", "CKV_AWS_108", "CKV_AWS_108"], RESOURCE, [
    allow("s3:GetObject"),
    allow(["ssm:GetParameter", "ssm:GetParametersByPath"]),
    allow("secretsmanager:GetSecretValue"),
  ]),
  ...identityRows(["NAG_F38 CKV_AWS_110", "NAG_F39 CKV_AWS_110", "NAG_F40 CKV_AWS_110"], ESCALATION, [
    allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]),
    allow("iam:CreatePolicyVersion"),
    allow(["iam:AttachRolePolicy"]),
  ]),
  {
    checks: "NAG_W43 CKV_AWS_274",
    rule: MANAGED,
    type: "AWS::IAM::Role",
    fails: [
      {
        AssumeRolePolicyDocument: LAMBDA_TRUST,
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      },
      {
        AssumeRolePolicyDocument: LAMBDA_TRUST,
        ManagedPolicyArns: [{ "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess" }],
      },
    ],
    passes: [
      {
        AssumeRolePolicyDocument: LAMBDA_TRUST,
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
      },
    ],
  },
  {
    checks: "NAG_W44",
    rule: MANAGED,
    type: "AWS::IAM::Role",
    fails: [
      { AssumeRolePolicyDocument: LAMBDA_TRUST, ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] },
      { AssumeRolePolicyDocument: LAMBDA_TRUST, ManagedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
    ],
    passes: [
      { AssumeRolePolicyDocument: LAMBDA_TRUST, ManagedPolicyArns: [KEY] },
      {
        AssumeRolePolicyDocument: LAMBDA_TRUST,
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"],
      },
    ],
  },
  trustRow(
    "CKV_AWS_60",
    EVERYBODY.map((principal) => trust(principal)),
    [LAMBDA_TRUST, trust({ Principal: ONE_ACCOUNT })],
  ),
  trustRow(
    "CKV_AWS_61",
    [
      trust({ Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }),
      trust({ Principal: { AWS: ["111122223333"] } }),
    ],
    [LAMBDA_TRUST, trust({ Principal: { Service: ["states.amazonaws.com"] } })],
  ),
  trustRow(
    "NAG_F2",
    [document({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "*" })],
    [LAMBDA_TRUST],
  ),
  trustRow("NAG_F6", [trust({ NotPrincipal: ONE_ACCOUNT })], [LAMBDA_TRUST]),
  trustRow(
    "NAG_W14",
    [document({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, NotAction: "sts:AssumeRole" })],
    [LAMBDA_TRUST],
  ),
  ...(
    [
      [QUEUE_POLICY, "sqs:SendMessage", OPEN_POLICY, "CKV_AWS_168 NAG_F21", "NAG_F20", "NAG_F7", "NAG_W18"],
      [TOPIC_POLICY, "sns:Publish", OPEN_POLICY, "CKV_AWS_169 NAG_F18", "CKV_AWS_385", "NAG_F8", "NAG_W19"],
      [BUCKET_POLICY, "s3:GetObject", PUBLIC, "CKV_AWS_70 NAG_F16", "NAG_F15", "NAG_F9", "NAG_W20"],
    ] as const
  ).flatMap(([policy, action, openRule, everybody, wildcard, notPrincipal, notAction]): Row[] => {
    const narrow = { Principal: ONE_ACCOUNT, Action: action, Resource: "*" };
    const byException = { NotPrincipal: ONE_ACCOUNT, Action: action, Resource: "*" };
    return [
      resourceRow(
        everybody,
        openRule,
        policy,
        EVERYBODY.map((principal) => ({ ...principal, Action: action, Resource: "*" })),
        [narrow, { ...narrow, Effect: "Deny", Principal: "*" }],
      ),
      resourceRow(
        wildcard,
        OPEN_POLICY,
        policy,
        [
          { ...narrow, Action: "*" },
          { ...narrow, Action: `${action.split(":")[0]}:*` },
        ],
        [narrow],
      ),
      resourceRow(notPrincipal, OPEN_POLICY, policy, [byException], [narrow, { ...byException, Effect: "Deny" }]),
      resourceRow(
        notAction,
        OPEN_POLICY,
        policy,
        [{ Principal: ONE_ACCOUNT, NotAction: action, Resource: "*" }],
        [narrow],
      ),
    ];
  }),
  {
    checks: "CKV_AWS_33 NAG_F76",
    rule: OPEN_POLICY,
    type: "AWS::KMS::Key",
    fails: EVERYBODY.map((principal) => ({
      EnableKeyRotation: true,
      KeyPolicy: document({ Effect: "Allow", ...principal, Action: "kms:*", Resource: "*" }),
    })),
    passes: [
      {
        EnableKeyRotation: true,
        KeyPolicy: document({
          Effect: "Allow",
          Principal: { AWS: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" } },
          Action: "kms:*",
          Resource: "*",
        }),
      },
    ],
  },
  {
    checks: "CKV_AWS_32",
    rule: PUBLIC,
    type: "AWS::ECR::Repository",
    fails: EVERYBODY.map((principal) => ({
      RepositoryPolicyText: document({ Effect: "Allow", ...principal, Action: "ecr:BatchGetImage" }),
    })),
    passes: [
      { RepositoryPolicyText: document({ Effect: "Allow", Principal: ONE_ACCOUNT, Action: "ecr:BatchGetImage" }) },
    ],
  },
];
