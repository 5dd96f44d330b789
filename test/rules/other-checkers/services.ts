// Services of the Serverless Framework: permissions and keys, for all functions and for one.
import type { RuleId } from "../../../language-analysis/model/finding.ts";

interface ServiceRow {
  readonly checks: string;
  readonly rule: RuleId;
  readonly fails: readonly string[];
  readonly passes: readonly string[];
}

/** A service with lines of `provider` and of its function. */
function service({ provider = "", order = "" }: { readonly provider?: string; readonly order?: string }): string {
  return `service: shop
provider:
  name: aws
  runtime: nodejs22.x
${provider}
functions:
  order:
    handler: order.handler
${order}
resources:
  Resources: {}
`;
}

function statement(action: string, resource: string, effect = "Allow"): string {
  return `[{ Effect: ${effect}, Action: ${action}, Resource: ${resource} }]`;
}

const ORDERS = `"arn:aws:s3:::orders/*"`;

export const SERVICE_ROWS: readonly ServiceRow[] = [
  {
    checks: "CKV_AWS_1 CKV_AWS_49",
    rule: "SAS-4/wildcard-action",
    fails: [
      service({ provider: `  iamRoleStatements: ${statement(`"*"`, `"*"`)}` }),
      service({ provider: `  iam: { role: { statements: ${statement(`["*"]`, `["*"]`)} } }` }),
      service({ order: `    iamRoleStatements: ${statement(`["s3:GetObject", "*"]`, `"*"`)}` }),
      service({ order: `    iamRoleStatements: ${statement(`"*"`, ORDERS)}` }),
    ],
    passes: [
      service({ provider: `  iamRoleStatements: ${statement("s3:GetObject", ORDERS)}` }),
      service({ order: `    iamRoleStatements: ${statement(`"*"`, `"*"`, "Deny")}` }),
    ],
  },
  {
    checks: "CKV_AWS_41",
    rule: "SAS-7/plaintext-environment-secret",
    fails: [
      service({ provider: "  environment: { AWS_ACCESS_KEY_ID: AKIAIOSFODNN7EXAMPLE }" }),
      service({ order: "    environment: { access_key: AKIAIOSFODNN7EXAMPLE }" }),
      service({ order: "    environment: { PARTNER: AKIA4QWERTZUIOP2ASDF }" }),
    ],
    passes: [
      service({ order: "    environment: { AWS_ACCESS_KEY_ID: '${ssm:/shop/key}' }" }),
      service({ provider: "  environment: { TABLE: orders }" }),
    ],
  },
];
