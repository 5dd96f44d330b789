import { defaultGatewayErrors } from "../../../language-analysis/rules/sas-10/default-gateway-errors.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const api = (authorization: string, mark = "", rest = ""): string => `
Parameters:
  Kind:
    Type: String
Resources:
  Order:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: POST
      AuthorizationType: ${authorization}
  Shop:
${mark}
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
${rest}`;
const response = `
  Refused:
    Type: AWS::ApiGateway::GatewayResponse
    Properties: { RestApiId: !Ref Shop, ResponseType: DEFAULT_4XX }`;

ruleTable(defaultGatewayErrors, {
  "IAM and the answers of the gateway": api("AWS_IAM", "  ^^^^ SAS-10/default-gateway-errors high"),
  "IAM and answers of one's own": api("AWS_IAM", "", response),
  "no IAM": api("NONE"),
  "not known: an authorization that is not known": api("!Ref Kind"),
});

fixTable(defaultGatewayErrors, {
  ...everyFormat("adds an answer", {
    before: api("AWS_IAM").replace("\n\n    Type", "\n    Type").trimEnd() + "\n",
    after:
      api("AWS_IAM").replace("\n\n    Type", "\n    Type").trimEnd() +
      `

  ShopAccessDenied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties:
      RestApiId: !Ref Shop
      ResponseType: ACCESS_DENIED
      StatusCode: "403"
      ResponseTemplates:
        application/json: "{\\"message\\": \\"Forbidden\\"}"
`,
  }),
});
