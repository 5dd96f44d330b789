// Names of operations as the SDKs spell them, turned into the names of the API reference.

import { IRREGULAR_OPERATIONS, WAITERS } from "./operation-names.ts";

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
export function botoOperation(method: string): string | undefined {
  if (BOTO_METHODS.has(method) || !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(method)) return undefined;
  const words = method.split("_");
  const irregular = IRREGULAR_OPERATIONS.get(words.join(""));
  return irregular ?? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The operation that a waiter polls; its name as any SDK spells it. */
export function waiterOperation(service: string, name: string): string | undefined {
  const key = name.toLowerCase().replace(/_/g, "");
  return WAITERS.get(key) ?? WAITERS.get(`${service}.${key}`);
}
