// What takes requests: APIs, functions, distributions, load balancers, user pools.
import { KEY, type Properties, type Row } from "./row.ts";

const ACCESS_LOG = "SAS-5/access-log-missing";
const TRANSPORT = "SAS-3/transport-not-encrypted";
const OPEN = "SAS-2/unauthenticated-endpoint";
const TRACING = "SAS-5/tracing-off";
const THROTTLING = "SAS-8/no-throttling";
const POOL = "SAS-2/weak-user-pool";
const ENCRYPTION = "SAS-3/encryption-at-rest-missing";
const PLAIN_SECRET = "SAS-7/plaintext-environment-secret";
const RUNTIME = "SAS-3/deprecated-runtime";
const CORS = "SAS-3/permissive-cors";
const INVOKE = "SAS-9/invoke-permission-too-open";

const LOG = { DestinationArn: "arn:aws:logs:us-east-1:111122223333:log-group:orders", Format: "$context.requestId" };
const REST_API = { Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "orders" } } };
const HTTP_API = { Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "orders", ProtocolType: "HTTP" } } };
const OF_API = { RestApiId: { Ref: "Api" } };
const FUNCTION = { Handler: "index.handler", Runtime: "nodejs22.x", Role: KEY, Code: { ZipFile: "" } };
const ORDER = { Type: "AWS::Lambda::Function", Properties: FUNCTION };

function resolverOf(api: string): { readonly Type: string; readonly Properties: Properties } {
  return {
    Type: "AWS::AppSync::Resolver",
    Properties: { ApiId: { "Fn::GetAtt": [api, "ApiId"] }, TypeName: "Query", FieldName: "orders" },
  };
}

export const ENDPOINT_ROWS: readonly Row[] = [
  {
    checks: "CKV_AWS_76 NAG_W69",
    rule: ACCESS_LOG,
    type: "AWS::ApiGateway::Stage",
    fails: [{ StageName: "prod" }, { StageName: "prod", MethodSettings: [{ LoggingLevel: "INFO" }] }],
    passes: [{ StageName: "prod", AccessLogSetting: LOG }],
  },
  {
    checks: "CKV_AWS_76",
    rule: ACCESS_LOG,
    type: "AWS::Serverless::Api",
    fails: [{ StageName: "prod" }],
    passes: [{ StageName: "prod", AccessLogSetting: LOG }],
  },
  {
    checks: "NAG_W45",
    rule: ACCESS_LOG,
    type: "AWS::ApiGateway::Deployment",
    fails: [
      { ...OF_API, StageName: "prod" },
      { ...OF_API, StageName: "prod", StageDescription: {} },
    ],
    passes: [{ ...OF_API, StageName: "prod", StageDescription: { AccessLogSetting: LOG } }],
    beside: REST_API,
  },
  {
    checks: "CKV_AWS_95 NAG_W46",
    rule: ACCESS_LOG,
    type: "AWS::ApiGatewayV2::Stage",
    fails: [{ StageName: "$default" }],
    passes: [{ StageName: "$default", AccessLogSettings: LOG }],
  },
  {
    checks: "CKV_AWS_95",
    rule: ACCESS_LOG,
    type: "AWS::Serverless::HttpApi",
    fails: [{ StageName: "prod" }],
    passes: [{ StageName: "prod", AccessLogSettings: LOG }],
  },
  {
    checks: "CKV_AWS_73",
    rule: TRACING,
    type: "AWS::ApiGateway::Stage",
    fails: [{ StageName: "prod" }, { StageName: "prod", TracingEnabled: false }],
    passes: [{ StageName: "prod", TracingEnabled: true }],
  },
  {
    checks: "CKV_AWS_73",
    rule: TRACING,
    type: "AWS::Serverless::Api",
    fails: [{ StageName: "prod" }],
    passes: [{ StageName: "prod", TracingEnabled: "true" }],
  },
  {
    checks: "CKV_AWS_59 NAG_W59",
    rule: OPEN,
    type: "AWS::ApiGateway::Method",
    fails: [
      { ...OF_API, HttpMethod: "POST", AuthorizationType: "NONE" },
      { ...OF_API, HttpMethod: "GET", AuthorizationType: "NONE", ApiKeyRequired: false },
    ],
    passes: [
      { ...OF_API, HttpMethod: "POST", AuthorizationType: "AWS_IAM" },
      { ...OF_API, HttpMethod: "OPTIONS", AuthorizationType: "NONE" },
      { ...OF_API, HttpMethod: "POST", AuthorizationType: "COGNITO_USER_POOLS", AuthorizerId: KEY },
      { ...OF_API, HttpMethod: "POST", AuthorizationType: "CUSTOM", AuthorizerId: KEY },
    ],
    beside: REST_API,
  },
  {
    checks: "CKV_AWS_309",
    rule: OPEN,
    type: "AWS::ApiGatewayV2::Route",
    fails: [
      { ApiId: { Ref: "Api" }, RouteKey: "POST /orders" },
      { ApiId: { Ref: "Api" }, RouteKey: "POST /orders", AuthorizationType: "NONE" },
    ],
    passes: [
      { ApiId: { Ref: "Api" }, RouteKey: "POST /orders", AuthorizationType: "JWT", AuthorizerId: KEY },
      { ApiId: { Ref: "Api" }, RouteKey: "POST /orders", AuthorizationType: "AWS_IAM" },
    ],
    beside: HTTP_API,
  },
  {
    checks: "CKV_AWS_258",
    rule: OPEN,
    type: "AWS::Lambda::Url",
    fails: [{ AuthType: "NONE", TargetFunctionArn: { Ref: "Order" } }],
    passes: [{ AuthType: "AWS_IAM", TargetFunctionArn: { Ref: "Order" } }],
    beside: { Order: ORDER },
  },
  {
    checks: "CKV2_AWS_75",
    rule: CORS,
    type: "AWS::Lambda::Url",
    fails: [
      { AuthType: "AWS_IAM", TargetFunctionArn: { Ref: "Order" }, Cors: { AllowOrigins: ["*"], AllowMethods: ["*"] } },
    ],
    passes: [
      {
        AuthType: "AWS_IAM",
        TargetFunctionArn: { Ref: "Order" },
        Cors: { AllowOrigins: ["https://shop.example"], AllowMethods: ["GET"] },
      },
    ],
    beside: { Order: ORDER },
  },
  {
    checks: "NAG_W68 NAG_W64",
    rule: THROTTLING,
    type: "AWS::ApiGateway::RestApi",
    fails: [{ Name: "orders" }],
    passes: [],
    beside: {
      Post: {
        Type: "AWS::ApiGateway::Method",
        Properties: {
          RestApiId: { Ref: "Thing" },
          HttpMethod: "POST",
          AuthorizationType: "NONE",
          ResourceId: { "Fn::GetAtt": ["Thing", "RootResourceId"] },
        },
      },
      Prod: {
        Type: "AWS::ApiGateway::Deployment",
        Properties: { RestApiId: { Ref: "Thing" }, StageName: "prod" },
      },
    },
  },
  {
    checks: "NAG_W64",
    rule: THROTTLING,
    type: "AWS::ApiGateway::UsagePlan",
    fails: [],
    passes: [{ ApiStages: [{ ApiId: { Ref: "Api" }, Stage: "prod" }], Throttle: { RateLimit: 10, BurstLimit: 20 } }],
    beside: {
      ...REST_API,
      Post: {
        Type: "AWS::ApiGateway::Method",
        Properties: {
          RestApiId: { Ref: "Api" },
          HttpMethod: "POST",
          AuthorizationType: "NONE",
          // The limits of a plan are those of its keys: they hold where a key is asked for.
          ApiKeyRequired: true,
          ResourceId: { "Fn::GetAtt": ["Api", "RootResourceId"] },
        },
      },
      Prod: { Type: "AWS::ApiGateway::Deployment", Properties: { RestApiId: { Ref: "Api" }, StageName: "prod" } },
    },
  },
  {
    checks: "NAG_W62",
    rule: TRANSPORT,
    type: "AWS::ApiGateway::DomainName",
    fails: [{ DomainName: "shop.example" }, { DomainName: "shop.example", SecurityPolicy: "TLS_1_0" }],
    passes: [{ DomainName: "shop.example", SecurityPolicy: "TLS_1_2" }],
  },
  {
    checks: "CKV_AWS_206",
    rule: TRANSPORT,
    type: "AWS::ApiGatewayV2::DomainName",
    fails: [{ DomainName: "shop.example", DomainNameConfigurations: [{ SecurityPolicy: "TLS_1_0" }] }],
    passes: [{ DomainName: "shop.example", DomainNameConfigurations: [{ SecurityPolicy: "TLS_1_2" }] }],
  },
  {
    checks: "NAG_W87",
    rule: ENCRYPTION,
    type: "AWS::ApiGateway::Deployment",
    fails: [{ ...OF_API, StageName: "prod", StageDescription: { CachingEnabled: true } }],
    passes: [
      { ...OF_API, StageName: "prod", StageDescription: { CachingEnabled: true, CacheDataEncrypted: true } },
      { ...OF_API, StageName: "prod", StageDescription: { CachingEnabled: false } },
    ],
    beside: REST_API,
  },
  {
    checks: "CKV_AWS_308",
    rule: ENCRYPTION,
    type: "AWS::ApiGateway::Stage",
    fails: [
      { StageName: "prod", CacheClusterEnabled: true },
      { StageName: "prod", CacheClusterEnabled: true, MethodSettings: [{ CachingEnabled: true }] },
    ],
    passes: [
      {
        StageName: "prod",
        CacheClusterEnabled: true,
        MethodSettings: [{ CachingEnabled: true, CacheDataEncrypted: true }],
      },
    ],
  },
  {
    checks: "CKV_AWS_276",
    rule: "SAS-10/debug-mode-enabled",
    type: "AWS::ApiGateway::Stage",
    fails: [{ StageName: "prod", MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", DataTraceEnabled: true }] }],
    passes: [{ StageName: "prod", MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", LoggingLevel: "ERROR" }] }],
  },
  {
    checks: "CKV_AWS_193",
    rule: ACCESS_LOG,
    type: "AWS::AppSync::GraphQLApi",
    fails: [{ Name: "orders", AuthenticationType: "AWS_IAM" }],
    passes: [{ Name: "orders", LogConfig: { FieldLogLevel: "ERROR", CloudWatchLogsRoleArn: KEY } }],
  },
  {
    checks: "CKV_AWS_194",
    rule: ACCESS_LOG,
    type: "AWS::AppSync::GraphQLApi",
    fails: [{ Name: "orders", LogConfig: { FieldLogLevel: "NONE" } }],
    passes: [{ Name: "orders", LogConfig: { FieldLogLevel: "ALL" } }],
  },
  {
    checks: "CKV2_AWS_33",
    rule: THROTTLING,
    type: "AWS::AppSync::GraphQLApi",
    fails: [{ Name: "orders", AuthenticationType: "API_KEY" }],
    passes: [{ Name: "orders", AuthenticationType: "API_KEY", Visibility: "PRIVATE" }],
    beside: { Orders: resolverOf("Thing") },
  },
  {
    checks: "CKV2_AWS_33",
    rule: THROTTLING,
    type: "AWS::WAFv2::WebACLAssociation",
    fails: [],
    passes: [{ ResourceArn: { "Fn::GetAtt": ["Api", "Arn"] }, WebACLArn: KEY }],
    beside: {
      Api: { Type: "AWS::AppSync::GraphQLApi", Properties: { Name: "orders", AuthenticationType: "API_KEY" } },
      Orders: resolverOf("Api"),
    },
  },
  {
    checks: "CKV_AWS_214",
    rule: ENCRYPTION,
    type: "AWS::AppSync::ApiCache",
    fails: [{ TransitEncryptionEnabled: true }],
    passes: [{ TransitEncryptionEnabled: true, AtRestEncryptionEnabled: true }],
  },
  {
    checks: "CKV_AWS_215",
    rule: TRANSPORT,
    type: "AWS::AppSync::ApiCache",
    fails: [{ AtRestEncryptionEnabled: true }],
    passes: [{ TransitEncryptionEnabled: true, AtRestEncryptionEnabled: true }],
  },
  {
    checks: "CKV_AWS_366 NAG_W57",
    rule: POOL,
    type: "AWS::Cognito::IdentityPool",
    fails: [{ AllowUnauthenticatedIdentities: true }, { AllowUnauthenticatedIdentities: "true" }],
    passes: [{ AllowUnauthenticatedIdentities: false }],
  },
  {
    checks: "NAG_F78",
    rule: POOL,
    type: "AWS::Cognito::UserPool",
    fails: [{ UserPoolName: "customers" }, { MfaConfiguration: "OFF" }],
    passes: [
      {
        MfaConfiguration: "ON",
        EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
        Policies: {
          PasswordPolicy: {
            MinimumLength: 14,
            RequireLowercase: true,
            RequireUppercase: true,
            RequireNumbers: true,
            RequireSymbols: true,
          },
        },
      },
    ],
  },
  ...(["AWS::Lambda::Function", "AWS::Serverless::Function"] as const).map((type): Row => {
    const code = type === "AWS::Lambda::Function" ? FUNCTION : { Handler: "index.handler", Runtime: "nodejs22.x" };
    return {
      checks: "CKV_AWS_45",
      rule: PLAIN_SECRET,
      type,
      fails: [
        { ...code, Environment: { Variables: { API_TOKEN: "AKIA4QWERTZUIOP2ASDF" } } },
        { ...code, Environment: { Variables: { STRIPE_SECRET_KEY: "sk_" + "live_9aB3cD5eF7gH1iJ2kL4mN6oP" } } },
      ],
      passes: [
        { ...code, Environment: { Variables: { TABLE: "orders" } } },
        { ...code, Environment: { Variables: { TOKEN: "{{resolve:secretsmanager:shop/token}}" } } },
        { ...code, Environment: { Variables: { TOKEN: KEY } } },
        code,
      ],
    };
  }),
  {
    checks: "CKV_AWS_363",
    rule: RUNTIME,
    type: "AWS::Lambda::Function",
    fails: [
      { ...FUNCTION, Runtime: "nodejs12.x" },
      { ...FUNCTION, Runtime: "python2.7" },
    ],
    passes: [FUNCTION, { ...FUNCTION, Runtime: "python3.13" }],
  },
  {
    checks: "CKV_AWS_364",
    rule: INVOKE,
    type: "AWS::Lambda::Permission",
    fails: [
      { Action: "lambda:InvokeFunction", FunctionName: { Ref: "Order" }, Principal: "s3.amazonaws.com" },
      { Action: "lambda:InvokeFunction", FunctionName: { Ref: "Order" }, Principal: "events.amazonaws.com" },
    ],
    passes: [
      {
        Action: "lambda:InvokeFunction",
        FunctionName: { Ref: "Order" },
        Principal: "events.amazonaws.com",
        SourceArn: "arn:aws:events:us-east-1:111122223333:rule/nightly",
      },
      {
        Action: "lambda:InvokeFunction",
        FunctionName: { Ref: "Order" },
        Principal: "s3.amazonaws.com",
        SourceAccount: { Ref: "AWS::AccountId" },
      },
    ],
    beside: { Order: ORDER },
  },
  {
    checks: "CKV_AWS_301 NAG_F13",
    rule: INVOKE,
    type: "AWS::Lambda::Permission",
    fails: [{ Action: "lambda:InvokeFunction", FunctionName: { Ref: "Order" }, Principal: "*" }],
    passes: [{ Action: "lambda:InvokeFunction", FunctionName: { Ref: "Order" }, Principal: "111122223333" }],
    beside: { Order: ORDER },
  },
  {
    checks: "NAG_W24",
    rule: INVOKE,
    type: "AWS::Lambda::Permission",
    fails: [{ Action: "lambda:*", FunctionName: { Ref: "Order" }, Principal: "111122223333" }],
    passes: [{ Action: "lambda:InvokeFunction", FunctionName: { Ref: "Order" }, Principal: "111122223333" }],
    beside: { Order: ORDER },
  },
];
