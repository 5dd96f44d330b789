// Who is let into a GraphQL API: the same kinds, under different settings, in CloudFormation, SAM and the plugin for Serverless.
// Source: AWS AppSync Developer Guide, "Configuring authorization and authentication to secure your GraphQL APIs".
import type { SourceRange } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import type { Authentication } from "./endpoints.ts";
import { authenticationValue, unknownAuthentication } from "./endpoints.ts";
import type { End, FragmentBuilder } from "./fragment-builder.ts";
import { lookup } from "./lookup.ts";
import { functionIn } from "./targets.ts";
import { elements, firstOf, word } from "./walk-values.ts";

const AUTHENTICATION: Readonly<Record<string, Authentication>> = {
  API_KEY: "api-key",
  AWS_IAM: "iam",
  AMAZON_COGNITO_USER_POOLS: "cognito",
  OPENID_CONNECT: "jwt",
  AWS_LAMBDA: "lambda",
};

export function graphqlAuthentication(type: Value | undefined, declaredAt: SourceRange): Value {
  const kind = lookup(AUTHENTICATION, word(type));
  const at = type?.at ?? declaredAt;
  return kind ? authenticationValue(kind, at) : unknownAuthentication("the authentication type of the API", at);
}

/** Where a way to authenticate names its user pool and its function, in CloudFormation, SAM and Serverless. */
const USER_POOL = [
  "UserPoolConfig.UserPoolId",
  "CognitoConfig.UserPoolId",
  "UserPool.UserPoolId",
  "config.userPoolId",
  "userPoolConfig.userPoolId",
];
const AUTHORIZER = [
  "LambdaAuthorizerConfig.AuthorizerUri",
  "LambdaAuthorizer.AuthorizerUri",
  "config.functionArn",
  "config.authorizerUri",
  "lambdaAuthorizerConfig.lambdaFunctionArn",
  "config.functionName",
  "config.function",
  "lambdaAuthorizerConfig.functionName",
];

/** Edges from pools to the API and from the API to the functions that it asks. `ways` are the default and the additional ones. */
export function addGraphqlAuthenticators(
  builder: FragmentBuilder,
  api: string,
  ways: readonly (Value | undefined)[],
  functionEnd: (value: Value) => End = (value) => ({
    value: functionIn(builder, value) ?? value,
    kind: "function",
    service: "lambda",
  }),
): void {
  for (const way of ways) {
    for (const value of elements(firstOf(way, ...USER_POOL))) {
      const from = { value, kind: "identity" as const, service: "cognito" };
      builder.addEdge({ from, to: api, kind: "authenticates", at: value.at, label: "UserPool" });
    }
    for (const value of elements(firstOf(way, ...AUTHORIZER))) {
      const to = functionEnd(value);
      builder.addEdge({ from: api, to, kind: "triggers", trigger: "authorizer", at: value.at, label: "authorizer" });
    }
  }
}
