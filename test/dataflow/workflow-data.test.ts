// How data goes through the states of a workflow: which parts of its input a task gets, where, and what tasks send on.
import { expect, test } from "vitest";
import { analyseFiles } from "../rules/analyse-files.ts";

const CODE = `
import os, json, boto3
def start(event, context):
    body = json.loads(event["body"])
    boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["FLOW"], input=json.dumps({"order": {"name": body["name"], "at": 1}, "lines": body["lines"]}))
def run(event, context):
    os.system(event["cmd"])
def row(event, context):
    os.system(json.loads(event["Records"][0]["body"])["cmd"])
def note(event, context):
    os.system(event["detail"]["cmd"])
`;

const app = (states: string, language = "JSONPath") => ({
  "app.py": CODE,
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.12 } }
Resources:
  Start:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.start
      Policies: [AdministratorAccess]
      Environment: { Variables: { FLOW: !Ref Flow } }
      Events: { Api: { Type: Api, Properties: { Path: /start, Method: post } } }
  Run: { Type: AWS::Serverless::Function, Properties: { Handler: app.run } }
  Row: { Type: AWS::Serverless::Function, Properties: { Handler: app.row, Events: { Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } } } }
  Note: { Type: AWS::Serverless::Function, Properties: { Handler: app.note, Events: { Made: { Type: EventBridgeRule, Properties: { EventBusName: !Ref Bus, Pattern: { detail-type: [Made] } } } } } }
  Jobs: { Type: AWS::SQS::Queue }
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: shop } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        QueryLanguage: ${language}
        StartAt: A
        States:
${states}`,
});

const RUN = "Type: Task, Resource: !GetAtt Run.Arn";
const INVOKE = "Type: Task, Resource: 'arn:aws:states:::lambda:invoke'";
const one = (rest: string) => `          A: { ${rest}, End: true }`;
const two = (first: string, second: string) =>
  `          A: { ${first}, Next: B }\n          B: { ${second}, End: true }`;
const payload = (of: string) => `${INVOKE}, Parameters: { FunctionName: !Ref Run, Payload: { ${of} } }`;
const queued = (body: string) =>
  `Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: !Ref Jobs, MessageBody: { ${body} } }`;
const told = (kind: string) =>
  `Type: Task, Resource: 'arn:aws:states:::events:putEvents', Parameters: { Entries: [{ EventBusName: !Ref Bus, DetailType: ${kind}, Source: s, Detail: { cmd.$: $.order.name } }] }`;
const mapped = (rest: string, inner: string) =>
  `Type: Map, ${rest} ItemProcessor: { StartAt: I, States: { I: { ${inner}, End: true } } }`;

/** States, and the functions that run a part of the request in a shell. */
const CASES: Readonly<Record<string, readonly [states: string, ...reached: string[]]>> = {
  "a parameter": [one(`${RUN}, Parameters: { cmd.$: $.order.name }`), "Run"],
  "another parameter": [one(`${RUN}, Parameters: { other.$: $.order.name, cmd: ls }`)],
  "a part that is a constant of the sender": [one(`${RUN}, Parameters: { cmd.$: $.order.at }`)],
  "the payload of an integration": [one(payload("cmd.$: $.order.name")), "Run"],
  "a fact of the execution": [one(payload("cmd.$: $$.Execution.Name"))],
  "the input in the context": [one(payload("cmd.$: $$.Execution.Input.order.name")), "Run"],
  "a path to the input": [two("Type: Pass, InputPath: $.lines, ResultPath: $.cmd", RUN), "Run"],
  "a result that replaces the input": [
    two(`${INVOKE}, Parameters: { FunctionName: !Ref Start }`, `${RUN}, Parameters: { cmd.$: $.order.name }`),
  ],
  "a result beside the input": [
    two(
      `${INVOKE}, Parameters: { FunctionName: !Ref Start }, ResultPath: $.made`,
      `${RUN}, Parameters: { cmd.$: $.order.name }`,
    ),
    "Run",
  ],
  "a constant over the input": [
    two("Type: Pass, Result: ls, ResultPath: $.order.name", `${RUN}, Parameters: { cmd.$: $.order.name }`),
  ],
  "a formatted text": [one(payload("cmd.$: \"States.Format('say {}', $.order.name)\"")), "Run"],
  "a length": [one(payload("cmd.$: States.ArrayLength($.lines)"))],
  "items of a map": [one(mapped("ItemsPath: $.lines, ItemSelector: { cmd.$: $$.Map.Item.Value },", RUN)), "Run"],
  "a number of an item": [one(mapped("ItemsPath: $.lines, ItemSelector: { cmd.$: $$.Map.Item.Index },", RUN))],
  "items themselves": [one(mapped("ItemsPath: $.lines,", RUN)), "Run"],
  "one branch of several": [
    one(
      `Type: Parallel, Branches: [{ StartAt: I, States: { I: { Type: Pass, End: true } } }, { StartAt: J, States: { J: { ${RUN}, Parameters: { cmd.$: $.order.name }, End: true } } }]`,
    ),
    "Run",
  ],
  "either side of a choice": [
    "          A: { Type: Choice, Choices: [{ Variable: $.x, IsPresent: true, Next: B }], Default: C }\n" +
      `          B: { Type: Pass, Result: ls, ResultPath: $.cmd, Next: D }\n          C: { Type: Pass, InputPath: $.order.name, ResultPath: $.cmd, Next: D }\n          D: { ${RUN}, End: true }`,
    "Run",
  ],
  "a loop": [
    two("Type: Pass, Parameters: { cmd.$: $.order.name, order.$: $.order }", RUN).replace("End: true", "Next: A"),
    "Run",
  ],
  "a message to a queue": [one(queued("cmd.$: $.order.name")), "Row"],
  "another part of the message": [one(queued("cmd.$: $$.Execution.Name, name.$: $.order.name"))],
  "an event that a rule lets through": [one(told("Made")), "Note"],
  "an event that no rule lets through": [one(told("Counted"))],
};

const JSONATA: typeof CASES = {
  "an argument": [
    one(`${INVOKE}, Arguments: { FunctionName: !Ref Run, Payload: { cmd: '{% $states.input.order.name %}' } }`),
    "Run",
  ],
  "a constant argument": [
    one(`${INVOKE}, Arguments: { FunctionName: !Ref Run, Payload: { cmd: '{% $states.context.Execution.Name %}' } }`),
  ],
  "a text that is put together": [
    one(
      `${INVOKE}, Arguments: { FunctionName: !Ref Run, Payload: { cmd: "{% 'say ' & $states.input.order.name %}" } }`,
    ),
    "Run",
  ],
  "a variable": [
    two(
      "Type: Pass, Assign: { name: '{% $states.input.order.name %}' }, Output: { }",
      `${INVOKE}, Arguments: { FunctionName: !Ref Run, Payload: { cmd: '{% $name %}' } }`,
    ),
    "Run",
  ],
  "an output that leaves it out": [two("Type: Pass, Output: { cmd: ls }", RUN)],
};

function reached(files: Readonly<Record<string, string>>): readonly string[] {
  const { taintPaths } = analyseFiles(files, []).context;
  const found = taintPaths.filter(
    ({ sink, source }) => sink.class === "os-command" && source.node === "template.yaml#Start",
  );
  return [...new Set(found.map(({ node }) => node.replace("template.yaml#", "")))].sort();
}

test.each(Object.entries(CASES))("%s", (_name, [states, ...expected]) => {
  expect(reached(app(states))).toEqual(expected);
});

test.each(Object.entries(JSONATA))("JSONata: %s", (_name, [states, ...expected]) => {
  expect(reached(app(states, "JSONata"))).toEqual(expected);
});

test("what is no part of the input is nobody's choice in a workflow that anyone starts", () => {
  const files = app(one(payload("cmd.$: $$.Execution.StartTime")));
  const open = app(one(payload("cmd.$: $.order.name")));
  const commands = (all: Readonly<Record<string, string>>) => {
    const { "template.yaml": template = "", "app.py": code = "" } = all;
    // Without a function that starts it, who does is not known.
    const { taintPaths } = analyseFiles(
      { "app.py": code, "template.yaml": template.replace("FLOW: !Ref Flow", "FLOW: elsewhere") },
      [],
    ).context;
    return taintPaths.filter(({ sink, node }) => sink.class === "os-command" && node.endsWith("#Run")).length;
  };
  expect([commands(files), commands(open)]).toEqual([0, 1]);
});
