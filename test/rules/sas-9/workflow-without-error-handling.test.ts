import { workflowWithoutErrorHandling } from "../../../language-analysis/rules/sas-9/workflow-without-error-handling.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const machine = (task: string): string => `
Resources:
  Fulfil:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
${task}
            End: true
`;
const resource = "            Resource: arn:aws:lambda:eu-west-1:123456789012:function:charge";
const handled = `${resource}
            Retry: [{ ErrorEquals: [States.ALL] }]`;

ruleTable(workflowWithoutErrorHandling, {
  "a task without retry and catch": machine(`${resource}
            #         ${"^".repeat(53)} SAS-9/workflow-without-error-handling high`),
  "a task that retries": machine(handled),
  "a task that waits for ever": machine(
    handled.replace(
      "arn:aws:lambda:eu-west-1:123456789012:function:charge",
      `arn:aws:states:::sqs:sendMessage.waitForTaskToken
            #         ${"^".repeat(49)} SAS-9/workflow-without-error-handling high`,
    ),
  ),
  "a task that waits for an hour": machine(
    `${handled.replace("arn:aws:lambda:eu-west-1:123456789012:function:charge", "arn:aws:states:::sqs:sendMessage.waitForTaskToken")}
            TimeoutSeconds: 3600`,
  ),
  "not known: a definition that is not known": `
Parameters:
  Steps:
    Type: String
Resources:
  Fulfil:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Ref Steps`,
});

fixTable(workflowWithoutErrorHandling, {
  ...everyFormat("retries", {
    before: machine(resource),
    after:
      machine(resource).trimEnd() +
      `
            Retry:
              - ErrorEquals:
                  - States.TaskFailed
                  - States.Timeout
                IntervalSeconds: 2
                MaxAttempts: 3
                BackoffRate: 2
`,
  }),
});
