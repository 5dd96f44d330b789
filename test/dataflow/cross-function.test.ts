// Flows from one function into another, through what lies between them: small apps in `test/fixtures/cross-function`, each with the
// sinks that data of the HTTP request must reach, or none. The situations are those that the CloudFlow paper (USENIX Security 2025) names.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { TaintPath } from "../../language-analysis/model/taint.ts";
import { analyseFiles } from "../rules/analyse-files.ts";
import { readFixture } from "../rules/read-fixture.ts";

/** `function class`, of each sink that data of the request reaches. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "s3-put-object-client": ["work os-command"],
  "s3-put-object-bucket": ["work os-command"],
  "s3-put-object-object": ["work os-command"],
  "s3-put-object-keywords": ["work os-command"],
  "s3-put-object-partial-import": ["work os-command"],
  "s3-put-object-two-handlers": ["archive os-command", "work os-command"],
  "s3-role-per-function": ["work os-command"],
  "s3-role-per-function-without-grant": [],
  "s3-role-per-function-custom": ["work os-command"],
  "s3-role-per-function-inherit": ["work os-command"],
  "s3-upload-file-client": ["work code"],
  "s3-upload-file-bucket": ["work code"],
  "s3-upload-file-object": ["work code"],
  "s3-upload-file-keywords": ["work code"],
  "s3-upload-file-partial-import": ["work code"],
  "s3-two-files-in-one-with": ["work code"],
  "s3-key-by-path-join": ["work os-command"],
  "s3-bucket-by-environment": ["work os-command"],
  "s3-without-permission": [],
  "s3-excluded-prefix": [],
  "s3-excluded-suffix": [],
  "dynamodb-put-item-client": ["work os-command"],
  "dynamodb-put-item-table": ["work os-command"],
  "dynamodb-put-item-keywords": ["work os-command"],
  "dynamodb-put-item-dictionary": ["work os-command"],
  "dynamodb-put-item-through-file": ["work os-command"],
  "dynamodb-misspelt-service": [],
  "dynamodb-other-attribute": [],
  "dynamodb-wrong-table-client": [],
  "dynamodb-wrong-table-resource": [],
  "dynamodb-wrong-table-environ": [],
  "dynamodb-wrong-table-getenv": [],
  "sqs-send-message-client": ["work os-command"],
  "sqs-send-message-keywords": ["work os-command"],
  "sqs-send-message-queue-object": ["work os-command"],
  "sns-publish": ["work os-command"],
  "sns-publish-no-file": ["work os-command"],
  "sns-publish-excluded-prefix": [],
  "sns-filter-policy-excludes": [],
  "list-objects-shell": ["take os-command"],
  "list-objects-eval": ["take code"],
  "list-objects-exec": ["take code"],
  "list-objects-shell-without-permission": [],
  "list-objects-eval-without-permission": [],
  "list-objects-exec-without-permission": [],
  "scan-with-filter-of-the-caller": ["take nosql"],
  "scan-with-value-of-the-caller": [],
  "delete-all": ["take nosql"],
  "step-functions": ["work os-command"],
};

const SINKS = new Set(["os-command", "code", "nosql", "sql", "deserialization", "ssrf", "xml"]);

const root = fileURLToPath(new URL("../fixtures/cross-function", import.meta.url));

test("every app has its expectation", () => {
  expect(readdirSync(root).sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe("data of the request", () => {
  test.each(Object.entries(EXPECTED))("%s", (name, expected) => {
    const { context } = analyseFiles(readFixture(`cross-function/${name}`));
    const found = context.taintPaths.filter(isOfRequest).map((path) => `${nameOf(path.node)} ${path.sink.class}`);
    expect([...new Set(found)].sort()).toEqual(expected);
  });
});

/** Within one function names of objects count too: they have no request. */
function isOfRequest({ source, sink, node }: TaintPath): boolean {
  if (!SINKS.has(sink.class)) return false;
  return source.trigger === "api" || nameOf(node) === "take";
}

function nameOf(node: string): string {
  return node.slice(node.lastIndexOf("#") + 1);
}
