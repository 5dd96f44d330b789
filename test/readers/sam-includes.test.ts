import { describe, expect, it } from "vitest";
import { read, readFragment, show, showEdges, showNodes } from "./describe.ts";

describe("an API definition", () => {
  const DEFINITION = `openapi: 3.0.1
paths:
  /orders:
    get:
      security: [{ pool: [] }]
      x-amazon-apigateway-integration:
        uri: { Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations" }
    post: {}
components:
  securitySchemes:
    pool:
      type: apiKey
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [{ Fn::GetAtt: [P, Arn] }] }
`;
  it("in a file of its own is asked for and read", () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  P: { Type: AWS::Cognito::UserPool }
  F: { Type: AWS::Serverless::Function }
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }
`;
    expect(read(template, "app/template.yaml").needs).toEqual(["app/api.yaml"]);
    const fragment = readFragment(template, "app/template.yaml", { "app/api.yaml": DEFINITION });
    expect(showNodes(fragment).filter((node) => node.startsWith("endpoint"))).toMatchInlineSnapshot(`
      [
        "endpoint/apigateway Api",
        "endpoint/apigateway Api GET /orders "cognito"",
        "endpoint/apigateway Api POST /orders "none"",
      ]
    `);
    expect(showEdges(fragment, "triggers", "authenticates")).toMatchInlineSnapshot(`
      [
        "Api authorizer pool -authenticates-> Api GET /orders",
        "Api GET /orders -triggers api-> F",
        "P -authenticates-> Api authorizer pool",
      ]
    `);
    const route = fragment.nodes.find((node) => node.name === "GET /orders");
    expect(route?.at.file).toBe("app/api.yaml");
    expect(fragment.includes).toEqual(["app/api.yaml"]);
  });
});

describe("authentication told by an API definition", () => {
  const template = (definition: string, rest = "") => `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get, RestApiId: !Ref Api } }
  Api:
    Type: AWS::Serverless::Api
    Properties:
      ${definition}
${rest}`;
  const DEFINITION = (operation: string, rest = "") => `openapi: 3.0.1
paths: { /orders: { get: { ${operation} } } }
${rest}`;
  const SCHEMES = `components:
  securitySchemes:
    sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
    key: { type: apiKey, name: x-api-key, in: header }
`;
  const AUTH = "      Auth: { Authorizers: { Pool: { UserPoolArn: arn:aws:cognito-idp:x:1:userpool/a } } }\n";

  it.each([
    ["AWS_IAM of the operation", "x-amazon-apigateway-auth: { type: AWS_IAM }", "", "", '"iam"'],
    ["AWS_IAM of all operations", "", "x-amazon-apigateway-auth: { type: AWS_IAM }\n", "", '"iam"'],
    ["a signature scheme", "security: [{ sigv4: [] }]", SCHEMES, "", '"iam"'],
    ["a key beside a signature", "security: [{ key: [], sigv4: [] }]", SCHEMES, "", '"iam"'],
    ["a key", "security: [{ key: [] }]", SCHEMES, "", '"api-key"'],
    ["an alternative without any", "security: [{ sigv4: [] }, {}]", SCHEMES, "", '"none"'],
    ["no security at all", "security: []", SCHEMES, "", '"none"'],
    ["an authorizer of the API's Auth", "security: [{ Pool: [] }]", "", AUTH, '"cognito"'],
    [
      "a scheme that no one declares",
      "security: [{ Pool: [] }]",
      "",
      "",
      "unknown(security scheme Pool is not declared)",
    ],
    ["nothing", "", "", "", '"none"'],
  ])("%s", (_, operation, rest, auth, expected) => {
    const files = { "api.yaml": DEFINITION(operation, rest) };
    for (const definition of [
      "DefinitionUri: api.yaml",
      "DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }",
    ]) {
      const { nodes } = readFragment(template(definition, auth), "template.yaml", files);
      const routes = nodes.filter(({ name }) => name === "GET /orders");
      expect(routes.map(({ properties }) => show(properties["authentication"]))).toEqual([expected]);
    }
  });
});

describe("nested stacks", () => {
  it("with a local or uploaded template are named with their parameters", () => {
    const { stacks } = readFragment(
      `Resources:
  Data:
    Type: AWS::Serverless::Application
    Properties: { Location: ./data/template.yaml, Parameters: { Stage: dev } }
  Api: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ../api.yaml } }
  Far: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "https://bucket/x.yaml" } }
  Shop: { Type: AWS::Serverless::Application, Properties: { Location: { ApplicationId: a } } }
`,
      "app/template.yaml",
    );
    expect(stacks?.map(({ logicalId, template, parameters }) => [logicalId, template, show(parameters)])).toEqual([
      ["Data", "app/data/template.yaml", '{Stage: "dev"}'],
      ["Api", "api.yaml", "absent"],
      ["Far", "x.yaml", "absent"],
    ]);
  });
});
