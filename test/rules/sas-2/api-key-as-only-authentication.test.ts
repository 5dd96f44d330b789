import { apiKeyAsOnlyAuthentication } from "../../../language-analysis/rules/sas-2/api-key-as-only-authentication.ts";
import { ruleTable } from "../rule-table.ts";

const method = (verb: string, rest: string): string => `
Parameters:
  NeedsKey:
    Type: String
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: shop }
  Order:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: ${verb}
${rest}`;

ruleTable(apiKeyAsOnlyAuthentication, {
  "a key to place an order": method(
    "POST",
    `      AuthorizationType: NONE
      ApiKeyRequired: true
      #               ^^^^ SAS-2/api-key-as-only-authentication high`,
  ),
  "a key to read": method("GET", "      ApiKeyRequired: true"),
  "a key beside IAM": method("POST", "      ApiKeyRequired: true\n      AuthorizationType: AWS_IAM"),
  "not known: whether a key is needed is not known": method(
    "POST",
    "      ApiKeyRequired: !Ref NeedsKey\n      AuthorizationType: AWS_IAM",
  ),
});
