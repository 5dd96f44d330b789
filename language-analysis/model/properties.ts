/**
 * Normalised property names by node kind: readers write them, rules and views read them, whatever the template language.
 * A property that the template does not set is absent, unless noted: then the platform's default is not a setting of the app.
 */
export const PROPERTIES = {
  function: {
    runtime: "text: nodejs20.x, python3.12, ...",
    handler: "text as the template writes it: src/app.handler",
    codeUri: "text: folder, relative to the template's folder; serverless: the service folder",
    application:
      "text: app.app, the application object that a plugin's generated handler serves (Serverless `custom.wsgi.app`)",
    inlineCode: "text: source code in the template (ZipFile, InlineCode)",
    imageUri: "text: container image, or Dockerfile's folder",
    packageType: "text: Zip | Image",
    environment: "map: variable name -> value",
    timeoutSeconds: "number",
    memoryMegabytes: "number",
    reservedConcurrency: "number",
    role: "reference or text: the execution role when it is declared by itself",
    tracing: "text: Active | PassThrough",
    layers: "list of references or ARNs",
    vpc: "map: subnets, securityGroups",
    deadLetter: "reference: queue or topic",
    environmentKey: "reference or text: KMS key of the environment",
    physicalName: "text: function name",
    description: "text",
  },
  endpoint: {
    protocol:
      "text: rest | http | websocket | graphql | function-url | load-balancer | api (the API itself, not a route)",
    method: "text: upper-case HTTP method, ANY; route key or field for websocket and GraphQL",
    path: "text",
    authentication:
      "text: none | iam | cognito | jwt | lambda | api-key | mutual-tls; unresolved when it can't be known. Its range is the setting; where there is none, the event or route declaration",
    authorizer: "reference to the authorizer's identity or function",
    requestValidation: "boolean or reference: a request validator or model is set",
    cors: "map or boolean as written",
    throttling: "map: rateLimit, burstLimit",
    accessLog: "map as written: access log of the API's stages",
    api: "reference to the API node",
  },
  schedule: { expression: "text: rate(...) or cron(...)", enabled: "boolean" },
  store: {
    physicalName: "text: bucket, table or database name",
    accessControl: "text: canned ACL of a bucket (PublicRead, ...)",
    publicAccessBlock: "map: BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets (booleans)",
    website: "map: static website hosting as written",
    publiclyAccessible: "boolean: database reachable from the internet",
    encryption: "map as written",
    versioning: "text: Enabled | Suspended",
    stream: "map: table stream as written",
  },
  channel: {
    physicalName: "text",
    encryption: "map or text as written",
    deadLetter: "reference: dead-letter queue",
    maxReceiveCount: "number",
    visibilityTimeoutSeconds: "number",
  },
  secret: {
    physicalName: "text",
    secretType: "text: String | SecureString | secret | key",
    secretValue: "text as written",
  },
  identity: { identityType: "text: user-pool | identity-pool | authorizer | jwt-issuer", physicalName: "text" },
  role: { physicalName: "text", managedPolicies: "list as written" },
  workflow: { physicalName: "text", definition: "map or text as written" },
  external: { host: "text" },
  public: {},
} as const satisfies Record<string, Record<string, string>>;
