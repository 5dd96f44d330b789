// The same fix of a policy in SAM, CloudFormation in YAML and JSON, and the Serverless Framework.
import { managedPolicyTooBroad } from "../../../language-analysis/rules/sas-4/managed-policy-too-broad.ts";
import { missingPermission } from "../../../language-analysis/rules/sas-4/missing-permission.ts";
import { privilegeEscalation } from "../../../language-analysis/rules/sas-4/privilege-escalation.ts";
import { unusedPermission } from "../../../language-analysis/rules/sas-4/unused-permission.ts";
import { wildcardAction } from "../../../language-analysis/rules/sas-4/wildcard-action.ts";
import { wildcardResource } from "../../../language-analysis/rules/sas-4/wildcard-resource.ts";
import { fixTable } from "../fix-table.ts";
import { policiesInEveryFormat, statementsInEveryFormat } from "./policies-in-every-format.ts";
import { CODE } from "./policy-apps.ts";

const code = { "read.js": CODE };
const reads = `- Effect: Allow
  Action: dynamodb:GetItem
  Resource: !GetAtt Orders.Arn
`;

fixTable(wildcardAction, statementsInEveryFormat("what the code uses", [reads.replace("GetItem", "*"), reads], code));

fixTable(
  wildcardResource,
  statementsInEveryFormat("the table", [reads.replace("!GetAtt Orders.Arn", '"*"'), reads], code),
);

const list = (...actions: readonly string[]): string => `- Effect: Allow
  Action:
${actions.map((action) => `    - ${action}\n`).join("")}  Resource: !GetAtt Orders.Arn
`;

fixTable(
  unusedPermission,
  statementsInEveryFormat(
    "an item of a list",
    [list("dynamodb:GetItem", "dynamodb:DeleteTable"), list("dynamodb:GetItem")],
    code,
  ),
);

fixTable(
  privilegeEscalation,
  statementsInEveryFormat(
    "what is not used goes",
    [
      `${reads}- Effect: Allow
  Action: iam:PutRolePolicy
  Resource: "*"
`,
      reads,
    ],
    code,
  ),
);

const inline = `Policies:
  - PolicyName: used-actions
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: dynamodb:GetItem
          Resource: !GetAtt Orders.Arn
`;
const own = `statements:
  - Effect: Allow
    Action: dynamodb:GetItem
    Resource: !GetAtt Orders.Arn
`;
const samOwn = `- Statement:
    - Effect: Allow
      Action: dynamodb:GetItem
      Resource: !GetAtt Orders.Arn
`;
const BASIC = "  - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole\n";

fixTable(
  managedPolicyTooBroad,
  policiesInEveryFormat(
    "a statement of what is used",
    {
      sam: ["- AmazonDynamoDBFullAccess\n", samOwn],
      cloudFormation: [
        `ManagedPolicyArns:\n${BASIC}  - arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess\n`,
        `ManagedPolicyArns:\n${BASIC}${inline}`,
      ],
      service: ["managedPolicies:\n  - arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess\n", own],
    },
    code,
  ),
);

fixTable(
  missingPermission,
  policiesInEveryFormat(
    "what the code calls",
    {
      sam: ["- AWSXrayWriteOnlyAccess\n", `- AWSXrayWriteOnlyAccess\n${samOwn}`],
      cloudFormation: [`ManagedPolicyArns:\n${BASIC}`, `ManagedPolicyArns:\n${BASIC}${inline}`],
      service: ["", own],
    },
    code,
  ),
);
