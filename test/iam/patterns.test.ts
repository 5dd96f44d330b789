import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accessLevel, accessLevels } from "../../language-analysis/iam/service-data.ts";
import { isBroadWildcard, isWildcardAction, matchesAction, wildcardScope } from "../../language-analysis/iam/action.ts";
import { matchesPattern, patternsOverlap } from "../../language-analysis/iam/pattern.ts";
import { parseArn } from "../../language-analysis/iam/resource.ts";
import { NO_HANG } from "../no-hang.ts";

test.each([
  ["*", "", true],
  ["a*c", "abbbc", true],
  ["a*c", "abbbd", false],
  ["a?c", "ac", false],
  ["**a", "a", true],
  ["a.c", "abc", false],
])("%s matches %s: %s", (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

test("a pattern of many stars takes linear time", () => {
  const start = performance.now();
  expect(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(5000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(NO_HANG);
});

test.each([
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["a?c", "ab*", true],
  ["a?", "a", false],
  ["*x*", "y*y", true],
  ["", "*", true],
])("%s and %s have a text in common: %s", (a, b, expected) => {
  expect(patternsOverlap(a, b)).toBe(expected);
  expect(patternsOverlap(b, a)).toBe(expected);
});

const short = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
test("a text that matches both patterns proves an overlap", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  fc.assert(
    fc.property(short, short, word, (a, b, text) => {
      if (matchesPattern(a, text) && matchesPattern(b, text)) expect(patternsOverlap(a, b)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe("actions", () => {
  test.each([
    ["*", "everything", true],
    ["*:*", "everything", true],
    ["s3:*", "service", true],
    ["s3:Put*", "part", true],
    ["dynamodb:*Item", "part", true],
    ["s3:Get*", "part", false],
    ["logs:Describe*", "part", false],
    ["s3:G*", "part", true],
    ["s3:GetObject", undefined, false],
    ["s3", undefined, false],
  ])("%s: scope %s, broad %s", (pattern, scope, broad) => {
    expect(wildcardScope(pattern)).toBe(scope);
    expect(isWildcardAction(pattern)).toBe(scope !== undefined);
    expect(isBroadWildcard(pattern)).toBe(broad);
  });

  test("a pattern without a service matches nothing", () => {
    expect(matchesAction("Get*", "s3:GetObject")).toBe(false);
    expect(matchesAction("*", "s3:GetObject")).toBe(true);
  });

  test.each([
    ["s3:GetObject", "read"],
    ["s3:PutBucketPolicy", "permissions"],
    ["iam:AttachRolePolicy", "permissions"],
    ["dynamodb:BatchGetItem", "read"],
    ["dynamodb:Query", "read"],
    ["sqs:SendMessage", "write"],
    ["lambda:ListFunctions", "list"],
    ["lambda:TagResource", "tagging"],
    ["s3:*", undefined],
    ["nonsense", undefined],
  ])("level of %s is %s", (action, level) => {
    expect(accessLevel(action)).toBe(level);
  });

  test("levels of a pattern", () => {
    expect(accessLevels("s3:Put*")).toEqual(["permissions", "tagging", "write"]);
    expect(accessLevels("dynamodb:Get*")).toEqual(["read"]);
    expect(accessLevels("*")).toEqual(["list", "permissions", "read", "tagging", "write"]);
  });
});

test.each([
  ["arn:aws:s3:::photos/a:b", "s3", "", "photos/a:b"],
  ["arn:aws:sqs", "sqs", "*", "*"],
  ["photos", undefined, undefined, undefined],
])("ARN %s", (text, service, account, resource) => {
  const arn = parseArn(text);
  expect([arn?.service, arn?.account, arn?.resource]).toEqual([service, account, resource]);
});
