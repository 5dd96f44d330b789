import { unusedDependency } from "../../../language-analysis/rules/sas-6/unused-dependency.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { appWith } from "./small-app.ts";

ruleTable(unusedDependency, {
  "never imported": appWith({
    "web/package.json": `{"dependencies": {
  "parse-it": "1.0.0",
  "left-over": "1.0.0"
# ^^^^^^^^^^^^^^^^^^^^ SAS-6/unused-dependency medium
}}`,
  }),
  "imported by code that no function reaches": appWith({
    "web/package.json": '{"dependencies": {"parse-it": "1.0.0", "left-over": "1.0.0"}}',
    "web/tools/once.js": 'import "left-over";\n',
  }),
  "named in a script, a type, a plugin, for development": appWith({
    "web/package.json":
      '{"scripts": {"x": "left-over run"}, "dependencies": {"left-over": "1", "@types/node": "1", "serverless-x": "1"}, "devDependencies": {"y": "1"}}',
  }),
  "Python knows other names, and packages that share a namespace": appWith({
    "report/requirements.txt": "PyYAML==6.0\nfancy-pdf==1.0\n",
  }),
  "brought along by the runtime": appWith({
    "web/package.json": '{"dependencies": {"aws-sdk": "2.1.0"}}',
    "report/requirements.txt": "boto3==1.0\n",
  }),
  "code that is not there may use anything": {
    ...appWith({ "web/package.json": '{"dependencies": {"left-over": "1.0.0"}}' }),
    "web/app.js": "exports.other = 1;\n",
  },
});

fixTable(unusedDependency, {
  "in JSON with the comma": {
    files: appWith({ "web/package.json": '{"dependencies": {\n  "left-over": "1.0.0",\n  "parse-it": "1.0.0"\n}}' }),
    after: { "web/package.json": '{"dependencies": {\n  "parse-it": "1.0.0"\n}}' },
  },
  "the last one in JSON": {
    files: appWith({ "web/package.json": '{"dependencies": {\n  "parse-it": "1.0.0",\n  "left-over": "1.0.0"\n}}' }),
    after: { "web/package.json": '{"dependencies": {\n  "parse-it": "1.0.0"\n}}' },
  },
  "a line of requirements.txt": {
    files: appWith({ "report/requirements.txt": "left-over==1.0\nPyYAML==6.0\n" }),
    after: { "report/requirements.txt": "PyYAML==6.0\n" },
  },
});
