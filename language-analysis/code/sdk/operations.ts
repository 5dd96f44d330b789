// Names of operations as the SDKs spell them, turned into the names of the API reference.

/** DynamoDB document clients (v2 `DocumentClient`, v3 `lib-dynamodb`) drop the word "Item". Source: their API references. */
const DOCUMENT_OPERATIONS: Readonly<Record<string, string>> = {
  batchExecuteStatement: "BatchExecuteStatement",
  batchGet: "BatchGetItem",
  batchWrite: "BatchWriteItem",
  delete: "DeleteItem",
  executeStatement: "ExecuteStatement",
  executeTransaction: "ExecuteTransaction",
  get: "GetItem",
  put: "PutItem",
  query: "Query",
  scan: "Scan",
  transactGet: "TransactGetItems",
  transactWrite: "TransactWriteItems",
  update: "UpdateItem",
};

export function documentOperation(method: string): string | undefined {
  return Object.hasOwn(DOCUMENT_OPERATIONS, method) ? DOCUMENT_OPERATIONS[method] : undefined;
}

/** Methods of JavaScript clients that are no operation. */
const CLIENT_METHODS = new Set([
  "addListener",
  "addTag",
  "createSet",
  "customizeRequests",
  "defineService",
  "destroy",
  "emit",
  "middlewareStack",
  "off",
  "on",
  "once",
  "setupRequestListeners",
  "then",
  "use",
  "waitFor",
]);

/** `putObject` -> `PutObject`; absent for a method that no operation stands behind. */
export function javaScriptOperation(method: string): string | undefined {
  if (CLIENT_METHODS.has(method) || !/^[a-z][A-Za-z0-9]*$/.test(method)) return undefined;
  return method.charAt(0).toUpperCase() + method.slice(1);
}

/** Words that the API writes in capitals, by service. Elsewhere `vpc` is `Vpc`. */
const CAPITALS: Readonly<Record<string, readonly string[]>> = {
  cognito: ["mfa", "ui"],
  docdb: ["db"],
  iam: ["mfa", "saml", "ssh"],
  neptune: ["db"],
  rds: ["db"],
  "resource-groups": ["arn"],
  sesv2: [],
  sts: ["saml"],
  waf: ["acl", "ip"],
  wafv2: ["acl", "ip"],
};
/** Operations that no rule spells. */
const IRREGULAR: Readonly<Record<string, string>> = {
  get_open_id_token: "GetOpenIdToken",
  list_mfa_devices: "ListMFADevices",
  list_rules_packages: "ListRulesPackages",
  set_sms_attributes: "SetSMSAttributes",
  get_sms_attributes: "GetSMSAttributes",
};

/** Methods of boto3 clients that are no operation. */
const BOTO_METHODS = new Set([
  "can_paginate",
  "close",
  "exceptions",
  "get_paginator",
  "get_waiter",
  "meta",
  "waiter_names",
]);

/** `put_item` -> `PutItem`; absent for a method that no operation stands behind. */
export function botoOperation(service: string, method: string): string | undefined {
  if (BOTO_METHODS.has(method) || !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(method)) return undefined;
  const irregular = IRREGULAR[method];
  if (irregular !== undefined) return irregular;
  const capitals = CAPITALS[service] ?? [];
  return method
    .split("_")
    .map((word) => (capitals.includes(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

/** Waiters poll an operation. Key: the waiter's name in lower case without separators. */
const WAITERS: Readonly<Record<string, string>> = {
  bucketexists: "HeadBucket",
  bucketnotexists: "HeadBucket",
  functionactive: "GetFunctionConfiguration",
  functionactivev2: "GetFunction",
  functionexists: "GetFunction",
  functionupdated: "GetFunctionConfiguration",
  functionupdatedv2: "GetFunction",
  objectexists: "HeadObject",
  objectnotexists: "HeadObject",
  stackcreatecomplete: "DescribeStacks",
  stackdeletecomplete: "DescribeStacks",
  stackupdatecomplete: "DescribeStacks",
  streamexists: "DescribeStream",
  tableexists: "DescribeTable",
  tablenotexists: "DescribeTable",
};

export function waiterOperation(name: string): string | undefined {
  const key = name.toLowerCase().replace(/_/g, "");
  return Object.hasOwn(WAITERS, key) ? WAITERS[key] : undefined;
}
