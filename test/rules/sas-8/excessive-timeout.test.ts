import { excessiveTimeout } from "../../../language-analysis/rules/sas-8/excessive-timeout.ts";
import { fixTable } from "../fix-table.ts";
import { functionBehindMethod, functionInEveryFormat } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-8/excessive-timeout";

ruleTable(excessiveTimeout, {
  "longer than the gateway waits": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    #        ^^^ ${RULE} high
    events:
      - http: GET /one`,
  shorter: `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 20
    events:
      - http: GET /one`,
  "a queue may need it": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    events:
      - http: GET /one
      - sqs: arn:aws:sqs:eu-central-1:123456789012:orders`,
  "not known: a variable is not known": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: \${env:TIMEOUT}
    events:
      - http: GET /one`,
});

const EVENT = "Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }";
const ROUTE = "events:\n  - http: GET /one";
const behindMethod = (timeout: number): string =>
  functionBehindMethod({ properties: `Timeout: ${timeout}`, authorization: "AWS_IAM" });

fixTable(
  excessiveTimeout,
  functionInEveryFormat("as long as it waits", {
    sam: [`Timeout: 300 # long\n${EVENT}`, `Timeout: 29 # long\n${EVENT}`],
    service: [`timeout: 300\n${ROUTE}`, `timeout: 29\n${ROUTE}`],
    cloudFormation: [behindMethod(300), behindMethod(29)],
  }),
);
