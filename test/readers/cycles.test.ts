import { expect, test } from "vitest";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { readTemplate } from "../../language-analysis/readers/index.ts";

function cycles(resources: string, head = 'AWSTemplateFormatVersion: "2010-09-09"'): string[] {
  const text = `${head}\nResources:\n${resources}`;
  return readTemplate({ path: "t.yaml", text, companions: {} })
    .problems.filter(({ code }) => code === "cyclic-reference")
    .map(({ at, message }) => {
      const place = `${at.start.line}:${at.start.character}-${at.end.character}`;
      return `${place} ${formatMessage(message).split(": ")[1] ?? ""}`;
    });
}

const queue = (name: string, value: string) =>
  `  ${name}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: ${value}\n`;

test("a ring of references is one problem, at the reference that leaves its first resource", () => {
  const ring = queue("A", "!Ref B") + queue("B", "!Sub ${C}-x") + queue("C", "!GetAtt A.QueueName");
  expect(cycles(ring)).toEqual(["5:17-23 A → B → C → A."]);
});

test("a resource that refers to itself", () => {
  expect(cycles(queue("A", "!Ref A"))).toEqual(["5:17-23 A → A."]);
});

test("chains, references under a condition and SAM's own resources are no cycles", () => {
  expect(cycles(queue("A", "!Ref B") + queue("B", "!Ref C") + queue("C", "c"))).toEqual([]);
  expect(cycles(queue("A", "!If [Prod, !Ref A, a]"))).toEqual([]);
  const sam = "Transform: AWS::Serverless-2016-10-31";
  const url = "Environment: { Variables: { SELF: !Ref F } }";
  expect(cycles(`  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      ${url}\n`, sam)).toEqual([]);
});
