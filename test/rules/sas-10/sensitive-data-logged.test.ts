import { sensitiveDataLogged } from "../../../language-analysis/rules/sas-10/sensitive-data-logged.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(sensitiveDataLogged, {
  "the whole event of a request": endpoint(`
exports.handler = async (event) => {
  console.log("event", JSON.stringify(event));
//                                    ^^^^^ SAS-10/sensitive-data-logged high
};`),
  "a token": endpoint(`
exports.handler = async (event) => {
  console.log(event.headers.Authorization);
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-10/sensitive-data-logged high
};`),
  "an identifier": endpoint(`
exports.handler = async (event) => {
  console.log("order", event.requestContext.requestId, event.pathParameters.id);
};`),
  "what a library makes of it is not known": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => {
  console.log(tidy(event));
//            ^^^^^^^^^^^ SAS-10/sensitive-data-logged medium
};`),
});

fixTable(sensitiveDataLogged, {
  "the identifier of the request": {
    files: javaScriptApp(`exports.handler = async (event) => {
  console.log("event", JSON.stringify(event));
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  console.log("event", JSON.stringify(event.requestContext?.requestId));
};
`,
    },
  },
  "that of the context, where it is taken": {
    files: javaScriptApp(`exports.handler = async (event, context) => {
  console.log(event);
};
`),
    after: {
      "app.js": `exports.handler = async (event, context) => {
  console.log(context.awsRequestId);
};
`,
    },
  },
  "a token": {
    files: javaScriptApp(`exports.handler = async (event) => {
  console.log(event.headers.Authorization);
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  console.log("[removed]");
};
`,
    },
  },
  Python: {
    files: pythonApp(`def handler(event, context):
    print(f"got {event}")
`),
    after: {
      "app.py": `def handler(event, context):
    print(f"got {context.aws_request_id}")
`,
    },
  },
});
