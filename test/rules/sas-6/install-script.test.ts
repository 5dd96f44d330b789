import { installScript } from "../../../language-analysis/rules/sas-6/install-script.ts";
import { ruleTable } from "../rule-table.ts";
import { appWith } from "./small-app.ts";

const MANIFEST = '{"dependencies": {"parse-it": "^1.0.0"}, "devDependencies": {"tool": "1"}}';

ruleTable(installScript, {
  "in what is deployed": appWith({
    "web/package.json": MANIFEST,
    "web/package-lock.json": `{"packages": {
  "node_modules/parse-it": {"version": "1.0.0", "hasInstallScript": true}
#               ^^^^^^^^ SAS-6/install-script high
}}`,
  }),
  "for development only": appWith({
    "web/package.json": MANIFEST,
    "web/package-lock.json":
      '{"packages": {"node_modules/tool": {"version": "1.0.0", "dev": true, "hasInstallScript": true}}}',
  }),
  "not known: old lock files do not tell": appWith({
    "web/package.json": MANIFEST,
    "web/package-lock.json": '{"dependencies": {"parse-it": {"version": "1.0.0"}}}',
  }),
});
