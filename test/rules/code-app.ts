// A small app around a code file: a function with the handler `app.handler`, started by what the case names.
import type { Files } from "./analyse-files.ts";

const EVENTS = {
  api: "      Events: { Call: { Type: HttpApi, Properties: { Path: /things, Method: post } } }",
  queue: "      Events: { Sent: { Type: SQS, Properties: { Queue: !GetAtt Inbox.Arn } } }",
  both: "      Events: { Call: { Type: HttpApi, Properties: { Path: /things, Method: post } }, Sent: { Type: SQS, Properties: { Queue: !GetAtt Inbox.Arn } } }",
  schedule: "      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }",
  nothing: "",
} as const;

export function javaScriptApp(code: string, event: keyof typeof EVENTS = "api", name = "Things"): Files {
  return { "template.yaml": template("nodejs22.x", event, name), "app.js": code };
}

export function pythonApp(code: string, event: keyof typeof EVENTS = "api", name = "Things"): Files {
  return { "template.yaml": template("python3.13", event, name), "app.py": code };
}

function template(runtime: string, event: keyof typeof EVENTS, name: string): string {
  return `
Transform: AWS::Serverless-2016-10-31
Resources:
  Inbox:
    Type: AWS::SQS::Queue
  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: app.handler
${EVENTS[event]}
`;
}
