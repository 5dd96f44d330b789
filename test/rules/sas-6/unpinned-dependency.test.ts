import { unpinnedDependency } from "../../../language-analysis/rules/sas-6/unpinned-dependency.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { appWith } from "./small-app.ts";

const LOCK = '{"packages": {"node_modules/parse-it": {"version": "1.0.0"}}}';

const LAYER = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Common:
    Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: layers/common }
  Report:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: report, Layers: [!Ref Common] }`;

ruleTable(unpinnedDependency, {
  "ranges without a lock file": appWith({
    "report/requirements.txt": `PyYAML>=5
# ^^^^^^^ SAS-6/unpinned-dependency high
fancy-pdf`.replace("# ^^^^^^^", "^^^^^^^^^"),
  }),
  "ranges of a layer": {
    "template.yaml": LAYER,
    "layers/common/requirements.txt": `requests>=2.20
# ^^^ SAS-6/unpinned-dependency high
other==1.0`.replace("# ^^^", "^".repeat(14)),
  },
  "ranges of a layer that no function takes": {
    "template.yaml": LAYER.replace("!Ref Common", "!Ref Other"),
    "layers/common/requirements.txt": "requests>=2.20\n",
  },
  "one finding for all": appWith({
    "web/package.json": `{"dependencies": {
  "parse-it": "^1.0.0",
# ^^^^^^^^^^^^^^^^^^^^ SAS-6/unpinned-dependency high
  "other": "*"
}}`,
  }),
  "a lock file is enough": appWith({
    "web/package.json": '{"dependencies": {"parse-it": "^1.0.0"}}',
    "web/package-lock.json": LOCK,
  }),
  "a lock file further up too": appWith({
    "web/package.json": '{"dependencies": {"parse-it": "^1.0.0"}}',
    "package-lock.json": LOCK,
  }),
  "exact versions": appWith({
    "web/package.json": '{"dependencies": {"parse-it": "1.0.0"}}',
    "report/requirements.txt": "PyYAML==6.0\n",
  }),
  "a branch, whatever the lock file": appWith({
    "web/package.json": `{"dependencies": {
  "parse-it": "github:x/parse-it#main"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-6/unpinned-dependency high
}}`,
    "web/package-lock.json": LOCK,
  }),
  "a commit is as good as a version": appWith({
    "web/package.json": '{"dependencies": {"parse-it": "github:x/parse-it#0123456789abcdef0123456789abcdef01234567"}}',
    "web/package-lock.json": LOCK,
  }),
  "what is not deployed": appWith({ "web/package.json": '{"devDependencies": {"jest": "*"}}' }),
  "not known: a property of the build is not known": {
    "template.yaml":
      "Resources:\n  J:\n    Type: AWS::Lambda::Function\n    Properties: { Handler: a.B, Runtime: java21, Code: j/ }\n",
    "j/pom.xml": "<dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency>",
  },
});

fixTable(unpinnedDependency, {
  "the versions that are named": {
    files: appWith({ "web/package.json": '{"dependencies": {\n  "parse-it": "^1.2.0",\n  "b": "~2.0.1"\n}}' }),
    after: { "web/package.json": '{"dependencies": {\n  "parse-it": "1.2.0",\n  "b": "2.0.1"\n}}' },
  },
  "in Python": {
    files: appWith({ "report/requirements.txt": "PyYAML~=6.0.1\n" }),
    after: { "report/requirements.txt": "PyYAML==6.0.1\n" },
  },
  "none when one of them names no version": {
    files: appWith({ "report/requirements.txt": "PyYAML>=6.0\nfancy-pdf\n" }),
  },
});
