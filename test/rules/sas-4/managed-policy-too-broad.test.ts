import { managedPolicyTooBroad } from "../../../language-analysis/rules/sas-4/managed-policy-too-broad.ts";
import { ruleTable } from "../rule-table.ts";

const withPolicies = (policies: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Policy:
    Type: String
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: report.handler
      Policies:
${policies}`;

ruleTable(managedPolicyTooBroad, {
  "a whole service": withPolicies(`        - AmazonDynamoDBFullAccess
        # ^^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/managed-policy-too-broad high`),
  "by its ARN": withPolicies(`        - arn:aws:iam::aws:policy/AdministratorAccess
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/managed-policy-too-broad high`),
  "a policy for basic execution": withPolicies("        - AWSLambdaBasicExecutionRole"),
  "a policy that only reads": withPolicies("        - AmazonDynamoDBReadOnlyAccess"),
  "a policy template with a name that sounds alike": withPolicies(`        - S3FullAccessPolicy:
            BucketName: shop-reports`),
  "not known: a parameter names no policy": withPolicies("        - !Ref Policy"),
});
