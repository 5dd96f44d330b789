import { deprecatedDependency } from "../../../language-analysis/rules/sas-6/deprecated-dependency.ts";
import { ruleTable } from "../rule-table.ts";
import { appWith } from "./small-app.ts";

ruleTable(deprecatedDependency, {
  "given up by its authors": appWith({
    "web/package.json": `{"dependencies": {
  "request": "^2.88.0"
# ^^^^^^^^^^^^^^^^^^^^ SAS-6/deprecated-dependency high
}}`,
  }),
  "in Python": appWith({
    "report/requirements.txt": `pycrypto==2.6.1
^^^^^^^^^^^^^^^ SAS-6/deprecated-dependency high`,
  }),
  "only old versions": appWith({
    "web/package.json": `{"dependencies": {
  "uuid": "^3.0.0",
# ^^^^^^^^^^^^^^^^ SAS-6/deprecated-dependency high
  "core-js": "^3.0.0"
}}`,
  }),
  "not known: a range whose version is not known": appWith({
    "web/package.json": '{"dependencies": {"uuid": "latest"}}',
  }),
  "the lock file tells": appWith({
    "web/package.json": `{"dependencies": {
  "parse-it": "^1.0.0"
# ^^^^^^^^^^^^^^^^^^^^ SAS-6/deprecated-dependency high
}}`,
    "web/package-lock.json": '{"packages": {"node_modules/parse-it": {"version": "1.0.0", "deprecated": "use x"}}}',
  }),
  "only for development and never imported": appWith({
    "web/package.json": '{"devDependencies": {"request": "2.0.0"}}',
  }),
});
