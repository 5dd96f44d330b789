// What a step of a workflow answers reaches the steps that come after it, and no others.
import { expect, test } from "vitest";
import { analyseFiles } from "../rules/analyse-files.ts";

const CODE = `
import os, boto3
def fetch(event, context):
    return {"cmd": boto3.client("sqs").receive_message(QueueUrl=os.environ["QUEUE"])["Messages"][0]["Body"]}
def run(event, context):
    os.system(event["cmd"])
`;

const app = (states: string) => ({
  "app.py": CODE,
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fetch: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.12, Handler: app.fetch, Policies: [AdministratorAccess] } }
  Run: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.12, Handler: app.run } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
      Definition:
        StartAt: A
        States:
${states}`,
});

const task = (name: string, of: string, next: string) =>
  `          ${name}: { Type: Task, Resource: !GetAtt ${of}.Arn, ${next} }`;

/** The states, and whether the answer of Fetch gets to Run. */
const CASES: Readonly<Record<string, readonly [states: string, isReached: boolean]>> = {
  "the next step": [[task("A", "Fetch", "Next: B"), task("B", "Run", "End: true")].join("\n"), true],
  "the step before": [[task("A", "Run", "Next: B"), task("B", "Fetch", "End: true")].join("\n"), false],
  "a step behind a choice": [
    [
      task("A", "Fetch", "Next: C"),
      "          C: { Type: Choice, Choices: [{ Variable: $.cmd, IsPresent: true, Next: B }], Default: D }",
      task("B", "Run", "End: true"),
      "          D: { Type: Succeed }",
    ].join("\n"),
    true,
  ],
  "the other side of a choice": [
    [
      "          A: { Type: Choice, Choices: [{ Variable: $.x, IsPresent: true, Next: B }], Default: C }",
      task("B", "Fetch", "End: true"),
      task("C", "Run", "End: true"),
    ].join("\n"),
    false,
  ],
  "back to the beginning": [[task("A", "Run", "Next: B"), task("B", "Fetch", "Next: A")].join("\n"), true],
  "what comes after a branch": [
    [
      "          A: { Type: Parallel, Next: B, ResultSelector: { cmd.$: '$[0].cmd' }, Branches: [{ StartAt: I, States: { I: { Type: Task, Resource: !GetAtt Fetch.Arn, End: true } } }] }",
      task("B", "Run", "End: true"),
    ].join("\n"),
    true,
  ],
  "another branch": [
    "          A: { Type: Parallel, End: true, Branches: [{ StartAt: I, States: { I: { Type: Task, Resource: !GetAtt Fetch.Arn, End: true } } }, { StartAt: J, States: { J: { Type: Task, Resource: !GetAtt Run.Arn, End: true } } }] }",
    false,
  ],
  "within a map": [
    [
      task("A", "Fetch", "Next: B"),
      "          B: { Type: Map, End: true, ItemProcessor: { StartAt: I, States: { I: { Type: Task, Resource: !GetAtt Run.Arn, End: true } } } }",
    ].join("\n"),
    true,
  ],
};

test.each(Object.entries(CASES))("the answer of a step: %s", (_name, [states, isReached]) => {
  const { taintPaths } = analyseFiles(app(states), []).context;
  const found = taintPaths.filter(({ sink }) => sink.class === "os-command");
  expect(found.some(({ through }) => through?.includes("template.yaml#Fetch") === true)).toBe(isReached);
});
